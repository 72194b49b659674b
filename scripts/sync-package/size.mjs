import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from './package.mjs'
import { partByPart } from './part-by-part.mjs'
import { pure } from './pure.mjs'

/**
 * Weighs what a page loads of the package, as its bundler makes it: minified, gzip at its highest, React not counted. Ends with
 * 1 where something weighs more than `lib/sync/size-budget.json` allows.
 */

const BUDGET = JSON.parse(readFileSync(join(root, 'lib/sync/size-budget.json'), 'utf8'))

/** What is brought later weighs only where it is named. */
const withoutLater = (named) => ({
  name: 'without-later',
  setup(bundler) {
    bundler.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' && !named.includes(path) ? { path, external: true } : undefined,
    )
  },
})

/** Bytes of what a module that names these loads, with what it brings later of the modules `later`. */
async function weigh(names, later = []) {
  const { outputFiles } = await build({
    ...{ absWorkingDir: root, bundle: true, write: false, minify: true, format: 'esm', target: 'es2022' },
    ...{ splitting: true, outdir: 'weighed' },
    stdin: { contents: `export { ${names.join(', ')} } from './lib/sync/react/published'`, resolveDir: root },
    ...{ jsx: 'automatic', logLevel: 'error', external: ['react', 'react/jsx-runtime'] },
    alias: { zod: join(root, 'lib/small-zod/index.ts') },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutLater(later), pure, partByPart],
  })
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(8)

for (const { what, imports, later, kB: most } of BUDGET) {
  const bytes = await weigh(imports, later)
  const fits = bytes <= most * 1000
  console.log(`${kB(bytes)} of ${kB(most * 1000)}  ${what}${fits ? '' : ': TOO MUCH'}`)
  if (!fits) process.exitCode = 1
}
