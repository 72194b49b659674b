import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from './package.mjs'
import { pure } from './pure.mjs'

/**
 * Weighs what a page loads of the package, as its bundler makes it: minified, gzip at its highest, React not counted. Ends with
 * 1 where something weighs more than `lib/sync/size-budget.json` allows.
 */

const BUDGET = JSON.parse(readFileSync(join(root, 'lib/sync/size-budget.json'), 'utf8'))

/** What is brought only when it is needed does not weigh on the page. */
const later = {
  name: 'later',
  setup(bundler) {
    bundler.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    )
  },
}

/** Bytes of what a module that names these loads; with `all`, with what it brings later. */
async function weigh(names, all = false) {
  const { outputFiles } = await build({
    ...{ absWorkingDir: root, bundle: true, write: false, minify: true, format: 'esm', target: 'es2022' },
    stdin: { contents: `export { ${names.join(', ')} } from './lib/sync/react/published'`, resolveDir: root },
    ...{ jsx: 'automatic', logLevel: 'error', external: ['react', 'react/jsx-runtime'] },
    alias: { zod: join(root, 'lib/small-zod/index.ts') },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: all ? [pure] : [later, pure],
  })
  return gzipSync(outputFiles[0].contents, { level: 9 }).length
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(8)

for (const { what, imports, later: withLater, kB: most } of BUDGET) {
  const bytes = await weigh(imports, withLater)
  const fits = bytes <= most * 1000
  console.log(`${kB(bytes)} of ${kB(most * 1000)}  ${what}${fits ? '' : ': TOO MUCH'}`)
  if (!fits) process.exitCode = 1
}
