import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { prepare, root } from './setup/prepare.mjs'
import { fail } from './setup/say.mjs'

await prepare()

const { ensureChromium } = await import('./test/chromium.mjs')
const { run } = await import('./test/run.mjs')

/**
 * First a site in simulated time, over many random histories; then a shift without its server; then a whole site for real, for
 * as long as one likes:
 * `npm run chaos -- --histories 5000 --minutes 10 --stations 4 [--seed N]`.
 * With `--nodes` instead several servers on one PostgreSQL, whose connections and whose database fail too:
 * `npm run chaos -- --nodes 3 --minutes 10 [--stations 30] [--readers 300] [--seed N]`.
 */
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '5000' },
    minutes: { type: 'string', default: '10' },
    stations: { type: 'string' },
    nodes: { type: 'string' },
    readers: { type: 'string', default: '300' },
    seed: { type: 'string' },
  },
})

/** A whole number within its bounds, or the end of the program. */
function number(name, least, most) {
  const text = values[name]
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    fail('bad_argument', `--${name} is a whole number from ${least} to ${most}, not "${text}".`)
  return String(value)
}

const seed = number('seed', 0, 1_000_000) ?? String(randomInt(1_000_000))
const nodes = number('nodes', 2, 8)
const env = {
  AX_CHAOS_MINUTES: number('minutes', 1, 240),
  AX_CHAOS_STATIONS: number('stations', 1, nodes ? 100 : 12) ?? (nodes ? '30' : '4'),
  AX_CHAOS_SEED: seed,
}
const vitest = (project, file) => ['run', '--config', 'tests/vitest.config.ts', '--project', project, file]
if (nodes) {
  const servers = { AX_CHAOS_NODES: nodes, AX_CHAOS_READERS: number('readers', 1, 2_000) }
  if (!run('build server', 'node', ['scripts/build-server.mjs'])) process.exit(1)
  process.exit(
    run('chaos', 'vitest', vitest('postgres', 'tests/postgres/chaos.test.ts'), { ...env, ...servers }) ? 0 : 1,
  )
}
const histories = { AX_HISTORIES: number('histories', 1, 1_000_000) }
if (!run('histories', 'vitest', vitest('integration', 'tests/chaos/engine'), histories)) process.exit(1)
const built =
  run('build server', 'node', ['scripts/build-server.mjs']) &&
  run('build station', 'node', ['scripts/build-station.mjs'])
if (!built) process.exit(1)
const shift = vitest('integration', 'tests/chaos/shift.test.ts')
if (!run('shift', 'vitest', shift, { AX_SHIFT_ACTIONS: '400' })) process.exit(1)
ensureChromium()
const args = [
  'test',
  '-c',
  'tests/playwright.config.ts',
  '--project=chaos',
  '--reporter=list',
  `${root}/tests/chaos/site`,
]
process.exitCode = run('chaos', 'playwright', args, env) ? 0 : 1
