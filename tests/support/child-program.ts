import { type ChildProcess, fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'

/** A test's own program, run as processes that can be killed. */
export interface ChildProgram {
  /** Starts it, with a channel to it; what it prints stands with what the test prints. */
  start(...args: string[]): ChildProcess
  /** Takes it off the disk, and ends what a test that failed has left: it would hold up the runner's own end. */
  remove(): void
}

/** Bundles a program. It lies where native modules are found. */
export async function buildChild(entry: string): Promise<ChildProgram> {
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
  const started: ChildProcess[] = []
  return {
    start(...args) {
      const child = fork(path, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      started.push(child)
      return child
    },
    remove() {
      for (const child of started) child.kill('SIGKILL')
      rmSync(path, { force: true })
    },
  }
}
