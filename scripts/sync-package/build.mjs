import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { folder, root } from './package.mjs'
import { partByPart } from './part-by-part.mjs'
import { pure } from './pure.mjs'

/** Writes the modules of the package. */

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
  ...{ absWorkingDir: root, outdir: folder, bundle: true, format: 'esm', target: 'es2022', jsx: 'automatic' },
  ...{ splitting: true, sourcemap: true, sourcesContent: true, legalComments: 'none', logLevel: 'error' },
  plugins: [pure, partByPart],
}

/** Chunks do nothing by being imported, and bundlers warn of an import that asks for no more. The lines stay, for the map. */
function dropBareImports(file) {
  const code = readFileSync(file, 'utf8')
  writeFileSync(file, code.replace(/^import "\.\/[^"]*";$/gm, ''))
}

/** On a line of its own, which the map is told of. */
function markAsClient(file) {
  const code = readFileSync(file, 'utf8').replace(/^(['"])use client\1;?\n/, '')
  writeFileSync(file, `'use client'\n${code}`)
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'))
  writeFileSync(`${file}.map`, JSON.stringify({ ...map, mappings: `;${map.mappings}` }))
}

rmSync(folder, { recursive: true, force: true })
const { metafile } = await build({
  ...common,
  entryPoints: PAGE_ENTRIES,
  external: ['react', 'idb'],
  alias: { zod: join(root, 'lib/small-zod/index.ts') },
  chunkNames: 'page-[hash]',
  metafile: true,
})
await build({
  ...common,
  entryPoints: { engine: `${PUBLISHED}/engine.ts` },
  external: ['zod', 'idb'],
  chunkNames: 'engine-[hash]',
})
for (const file of readdirSync(folder)) if (file.endsWith('.js')) dropBareImports(join(folder, file))
for (const file of IN_A_PAGE) markAsClient(join(folder, file))

const exportsOf = (name) => {
  const [, output] = Object.entries(metafile.outputs).find(([file]) => file.endsWith(`/${name}.js`)) ?? []
  return [...(output?.exports ?? [])].sort().join(', ')
}
const entries = ['client', 'debug', 'plain'].map((name) => `export { ${exportsOf(name)} } from './${name}.js'\n`)
writeFileSync(join(folder, 'index.js'), entries.join(''))
