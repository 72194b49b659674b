import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { say } from './setup/say.mjs'

await prepare()

const { ensureChromium } = await import('./test/chromium.mjs')
const { run } = await import('./test/run.mjs')
const { playwrightCounts, sum, vitestCounts } = await import('./test/results.mjs')

/** Every suite runs, whatever an earlier one found; each is one line of the closing table. */
const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const only = process.argv.slice(2)
const wanted = (name) => only.length === 0 || only.includes(name)
const tally = []

/** A step that is not a test runner counts as one test. */
function step(name, command, args) {
  const ok = run(name, command, args)
  tally.push({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
  return ok
}

function vitest(project) {
  const file = join(results, `${project}.json`)
  const ok = run(project, 'vitest', [
    ...['run', '--config', 'tests/vitest.config.ts', '--project', project],
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file],
  ])
  tally.push({ name: project, ...vitestCounts(file, ok) })
}

function playwright(project) {
  const file = join(results, `${project}.json`)
  const ok = run(
    project,
    'playwright',
    ['test', '-c', 'tests/playwright.config.ts', `--project=${project}`, '--reporter', 'list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  )
  tally.push({ name: project, ...playwrightCounts(file, ok) })
}

if (wanted('check')) step('check', 'node', ['scripts/check.mjs'])
if (wanted('unit')) vitest('unit')
if (['integration', 'browser', 'electron'].some(wanted)) {
  const built =
    step('build', 'node', ['scripts/build-server.mjs']) && step('build', 'node', ['scripts/build-station.mjs'])
  if (built) {
    if (wanted('integration')) vitest('integration')
    ensureChromium()
    if (wanted('browser')) playwright('browser')
    if (wanted('electron')) playwright('electron')
  }
}

console.log()
for (const { name, passed, failed, skipped } of tally) {
  say(`${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped`)
}
const total = sum(tally)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0
