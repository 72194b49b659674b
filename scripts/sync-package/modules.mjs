import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './package.mjs'
import { partByPart } from './part-by-part.mjs'
import { pure } from './pure.mjs'

const PUBLISHED = 'lib/sync/react/published'

/** The entries that pages load, with what they share in chunks. */
const PAGE_ENTRIES = {
  client: `${PUBLISHED}/client.ts`,
  debug: `${PUBLISHED}/debug.ts`,
  plain: `${PUBLISHED}/plain.ts`,
  testing: 'lib/sync/testing/index.ts',
}

/** Files that tell a server's renderer that they run in a page. */
const IN_A_PAGE = ['client.js', 'debug.js']

const common = {
  ...{ absWorkingDir: root, bundle: true, format: 'esm', target: 'es2022', jsx: 'automatic' },
  ...{ splitting: true, sourcemap: true, sourcesContent: true, legalComments: 'none', logLevel: 'error' },
}

/** Chunks do nothing by being imported, and bundlers warn of an import that asks for no more. */
const dropBareImports = (code) => code.replace(/^import "\.\/[^"]*";$/gm, '')

const OF_REACT = /^import \{([^}]*)\} from "(react(?:\/jsx-runtime)?)";$/gm

/**
 * Each part of a module imports React for itself, as `useMemo`, `useMemo2` and so on, and a bundler that does not bundle React
 * keeps all of these names, those of hooks too that a page leaves out. So each is imported once, under its own name. Lines and
 * columns stay as they are, for the map.
 */
function importReactOnce(code) {
  const taken = [...code.matchAll(OF_REACT)].flatMap(([, names, from]) =>
    names.split(',').map((each) => ({ from, words: each.trim().split(' as ') })),
  )
  const own = new Set(taken.filter(({ words }) => words.length === 1).map(({ words }) => words[0]))
  const aliases = new Map(
    taken
      .filter(({ words }) => own.has(words[0]))
      .map(({ words }) => [words[1], words[0].padEnd(words[1]?.length ?? 0)]),
  )
  const of = Map.groupBy(
    taken.filter(({ words }) => !aliases.has(words[1]) || words.length === 1),
    ({ from }) => from,
  )
  const once = code.replace(OF_REACT, (found, _names, from) => {
    const names = of.get(from)?.map(({ words }) => words.join(' as '))
    of.delete(from)
    return (names ? `import { ${names.join(', ')} } from "${from}";` : '') + found.replace(/[^\n]/g, '')
  })
  return once.replace(/(?<![\w$.])[A-Za-z]+\d+\b/g, (name) => aliases.get(name) ?? name)
}

/** Modules whose names begin so. */
function tidyAll(folder, beginning = '') {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(beginning) || !name.endsWith('.js')) continue
    const file = join(folder, name)
    writeFileSync(file, importReactOnce(dropBareImports(readFileSync(file, 'utf8'))))
  }
}

/** On a line of its own, which the map is told of. */
function markAsClient(file) {
  const code = readFileSync(file, 'utf8').replace(/^(['"])use client\1;?\n/, '')
  writeFileSync(file, `'use client'\n${code}`)
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'))
  writeFileSync(`${file}.map`, JSON.stringify({ ...map, mappings: `;${map.mappings}` }))
}

/** Writes the modules that pages load. Returns what esbuild says of them. */
export async function writePageModules(folder) {
  const { metafile } = await build({
    ...common,
    outdir: folder,
    entryPoints: PAGE_ENTRIES,
    external: ['react', 'idb'],
    alias: { zod: join(root, 'lib/small-zod/index.ts') },
    chunkNames: 'page-[hash]',
    metafile: true,
    plugins: [pure, partByPart],
  })
  tidyAll(folder)
  for (const file of IN_A_PAGE) markAsClient(join(folder, file))

  const exportsOf = (name) => {
    const [, output] = Object.entries(metafile.outputs).find(([file]) => file.endsWith(`/${name}.js`)) ?? []
    return [...(output?.exports ?? [])].sort().join(', ')
  }
  const entries = ['client', 'debug', 'plain'].map((name) => `export { ${exportsOf(name)} } from './${name}.js'\n`)
  writeFileSync(join(folder, 'index.js'), entries.join(''))
  return metafile
}

/** Writes the engine, for programs that are no page. */
export async function writeEngineModules(folder) {
  await build({
    ...common,
    outdir: folder,
    entryPoints: { engine: `${PUBLISHED}/engine.ts` },
    external: ['zod', 'idb'],
    chunkNames: 'engine-[hash]',
    plugins: [pure, partByPart],
  })
  tidyAll(folder, 'engine')
}
