import { prepare } from './setup/prepare.mjs'

await prepare()

const { run } = await import('./test/run.mjs')

/** Types, lint with format and import rules, what is made from the table of rooms, and unused code; all are run so that one look shows everything. */
const found = [
  run('types', 'tsc', ['--noEmit', '--project', 'tsconfig.json']),
  run('lint and boundaries', 'biome', ['ci', '--error-on-warnings', '.']),
  run('rooms', 'node', ['scripts/house.mjs', '--check']),
  run('unused', 'knip', ['--config', 'scripts/knip.json']),
]
process.exitCode = found.every(Boolean) ? 0 : 1
