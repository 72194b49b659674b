import { rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'

/** Bundles a test's own program, to be run as a process that can be killed. It lies where native modules are found. */
export async function buildChild(entry: string): Promise<{ path: string; remove: () => void }> {
  const root = resolve(import.meta.dirname, '../..')
  const path = join(root, 'node_modules/.cache/ax-tests', `${basename(entry, '.ts')}-${process.pid}.mjs`)
  await build({
    entryPoints: [entry],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3', 'undici'],
    alias: { '@': root },
    logLevel: 'error',
  })
  return { path, remove: () => rmSync(path, { force: true }) }
}
