import { prepare } from './setup/prepare.mjs'

await prepare()

const { run } = await import('./test/run.mjs')

// Each of its checkers looks into the same libraries anew: alone it is done sooner with several, beside other work the
// processors are done sooner with one.
const checkers = process.argv.includes('--beside') ? ['--singleThreaded'] : []

/** Types, those of the package by its own options too, lint with format and import rules, what is made from the table of rooms, unused code and the package's size; all are run so that one look shows everything. */
const found = [
  run('types', 'tsc', ['--noEmit', '--project', 'tsconfig.json', ...checkers]),
  run('types of the package', 'tsc', ['--project', 'scripts/sync-package/tsconfig.json', ...checkers]),
  run('lint and boundaries', 'biome', ['ci', '--error-on-warnings', '.']),
  run('rooms', 'node', ['scripts/house.mjs', '--check']),
  run('unused', 'knip', ['--config', 'scripts/knip.json']),
  run('size of the package', 'node', ['scripts/sync-package/size.mjs']),
]
process.exitCode = found.every(Boolean) ? 0 : 1
