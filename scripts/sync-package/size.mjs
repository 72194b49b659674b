import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { writePageModules } from './modules.mjs'
import { manifest, root } from './package.mjs'

/**
 * Weighs what a page loads of the package as people install it, as their bundler makes it: minified, gzip at its highest, React
 * not counted. Ends with 1 where something weighs more than `lib/sync/size-budget.json` allows, or than the README says.
 */

const BUDGET = JSON.parse(readFileSync(join(root, 'lib/sync/size-budget.json'), 'utf8'))

// Within the project, where what the package depends on is found, and always the same: the names of its modules depend on it.
const folder = join(root, 'dist/weighed')
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const { outputs } = await writePageModules(folder)
writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))

/** Which file of `lib` a module of the package begins with, by the name that its other modules import it by. */
const BEGINS_WITH = new Map(
  Object.entries(outputs).map(([file, { entryPoint }]) => [`./${file.split('/').at(-1)}`, entryPoint]),
)

/** What is brought later weighs only where it is named. */
const withoutLater = (named) => ({
  name: 'without-later',
  setup(bundler) {
    bundler.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' && !named.includes(BEGINS_WITH.get(path)) ? { path, external: true } : undefined,
    )
  },
})

/** Bytes of what a module that names these loads, with what it brings later of the modules `later`. */
async function weigh(names, later = []) {
  const { outputFiles } = await build({
    ...{ absWorkingDir: root, bundle: true, write: false, minify: true, format: 'esm', target: 'es2022' },
    ...{ splitting: true, outdir: 'weighed' },
    stdin: { contents: `export { ${names.join(', ')} } from './index.js'`, resolveDir: folder },
    ...{ logLevel: 'error', external: ['react', 'react/jsx-runtime'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutLater(later)],
  })
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
}

const [FIRST] = BUDGET
const first = await weigh(FIRST.imports)

/** Bytes of all that a page loads which is as one line of the budget says. */
async function weighLine({ imports = FIRST.imports, later = [] }) {
  const modules = later.map((module) => `lib/sync/${module}.ts`)
  const missing = modules.find((module) => ![...BEGINS_WITH.values()].includes(module))
  if (missing) throw new Error(`${missing} is not brought later`)
  return weigh(imports, modules)
}

const README = readFileSync(join(root, 'lib/sync/README.md'), 'utf8')
const kB = (bytes) => (bytes / 1000).toFixed(1)

/** What the README says that it weighs, kB. */
function said(what) {
  return Number(README.match(new RegExp(`^\\| ${RegExp.escape(what)}[^|]*\\| ([\\d.]+) \\|$`, 'm'))?.[1])
}

for (const line of BUDGET) {
  const all = await weighLine(line)
  const bytes = line.beside ? all - first : all
  const tooMuch = bytes > line.kB * 1000
  const untold = !(Math.abs(said(line.what) - bytes / 1000) < 0.1)
  const fault = tooMuch ? ': TOO MUCH' : untold ? ': lib/sync/README.md SAYS OTHERWISE' : ''
  console.log(`${kB(bytes).padStart(6)} kB of ${line.kB.toFixed(1).padStart(5)}  ${line.what}${fault}`)
  if (fault) process.exitCode = 1
}
