import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { say } from './setup/say.mjs'

await prepare()

const { runBeside } = await import('./test/run.mjs')
const { shortLivedInMemory } = await import('./test/short-lived.mjs')
const {
  failedOutright,
  failureLines,
  lastLines,
  passedAlone,
  playwrightCounts,
  sum,
  together,
  vitestCounts,
  worthAnotherTry,
} = await import('./test/results.mjs')

shortLivedInMemory()

/** Every suite runs, even after a failure; each is one line of the closing table. */
const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const only = process.argv.slice(2)
const wanted = (name) => only.length === 0 || only.includes(name)
let tally = []
const began = Date.now()

/** Notes what a suite found and how long it took. */
function note(name, counts, start) {
  tally.push({ name, ...counts, seconds: Math.round((Date.now() - start) / 1000) })
}

/** A step that is not a test runner counts as one test. */
async function step(name, ...script) {
  const start = Date.now()
  const { ok, output } = await runBeside(name, 'node', script)
  const passed = { passed: 1, failed: 0, skipped: 0, failures: [] }
  note(name, ok ? passed : failedOutright(script.join(' '), lastLines(output)), start)
  return ok
}

/** What runs beside the build, or beside pages, has half of the cores. */
const withHalf = only.length === 1 ? [] : ['--maxWorkers', String(Math.ceil(availableParallelism() / 2))]

let runs = 0

/** One run of vitest; its counts. */
async function vitestRun(project, ...options) {
  runs += 1
  const file = join(results, `${project}-${runs}.json`)
  const { ok } = await runBeside(project, 'vitest', [
    ...['run', '--config', 'tests/vitest.config.ts', '--project', project, ...options],
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file],
  ])
  return vitestCounts(file, ok)
}

async function vitest(project, ...options) {
  const start = Date.now()
  note(project, await vitestRun(project, ...options), start)
}

/** Not with what lives as short as a run. */
const TRANSFORMED = join(root, 'node_modules/.cache/transformed')

/** One run of Playwright for these projects; the counts of each. */
async function playwrightRun(projects, ...options) {
  const file = join(results, 'pages.json')
  const { ok } = await runBeside(
    projects.join(' and '),
    'playwright',
    [
      ...['test', '-c', 'tests/playwright.config.ts', '--reporter', 'list,json'],
      ...projects.map((project) => `--project=${project}`),
      ...options,
    ],
    { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_TRANSFORM_CACHE_DIR: TRANSFORMED }, live: true },
  )
  return playwrightCounts(file, ok, projects)
}

/** One run for all projects with pages: whichever worker is free takes the next file, of whichever project. */
async function playwright(projects) {
  tally.push(...(await playwrightRun(projects)))
}

const WITH_PAGES = ['chaos', 'electron', 'browser']
/** A run begins by emptying its folder. */
const again = (file) => join(results, 'again', basename(file))

/** True when the file passes with the machine to itself; where it does not, it leaves its steps. */
async function passesAlone({ name, file }) {
  const [counts] = WITH_PAGES.includes(name)
    ? await playwrightRun([name], '--no-deps', '--trace', 'retain-on-failure', '--output', again(file), file)
    : [await vitestRun(name, file)]
  return counts.failed === 0 && counts.passed > 0
}

/** The server that packages carry: what is shipped is what is tested. */
async function build() {
  return (
    (await step('build server', 'scripts/build-server.mjs', '--packaged')) &&
    (await step('build station', 'scripts/build-station.mjs')) &&
    (await step('pack sync', 'scripts/pack-sync.mjs'))
  )
}

async function checkAndUnit() {
  if (wanted('check')) await step('check', 'scripts/check.mjs', '--beside')
  if (wanted('unit')) await vitest('unit', ...withHalf)
}

const INTEGRATION = ['tests/integration/', 'tests/chaos/']
/** Of the integration suite what starts no server: it has what the build leaves of the processor. */
const NEEDS_NO_BUILD = ['tests/chaos/engine/', 'tests/integration/main/']
/** With the suites on PostgreSQL, which mostly wait, about as long as all the rest. */
const AFTER_POSTGRES = [
  'tests/chaos/',
  ...['access', 'database', 'log', 'package', 'payments'].map((name) => `tests/integration/${name}/`),
]

/** The integration suite in three parts. What is new, a folder or a file beside the folders, is of the last without being named here. */
function integrationParts() {
  const parts = { noBuild: [], afterPostgres: [], rest: [] }
  for (const folder of INTEGRATION) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`
      const isOf = (places) => places.some((place) => path.startsWith(place))
      parts[isOf(NEEDS_NO_BUILD) ? 'noBuild' : isOf(AFTER_POSTGRES) ? 'afterPostgres' : 'rest'].push(path)
    }
  }
  return parts
}

const integration = []

async function integrationPart(name) {
  if (!wanted('integration')) return
  integration.push(await vitestRun('integration', ...withHalf, ...integrationParts()[name]))
}

/**
 * Two at a time: where a dozen processes wait in line, what a core had at hand is gone when the next turn comes, and where
 * one goes on alone in the end, a core has nothing to do.
 */
async function withoutPages() {
  if (only.length === 1) return wanted('integration') ? vitest('integration') : onPostgres()
  await Promise.all([integrationPart('rest'), onPostgres().then(() => integrationPart('afterPostgres'))])
}

async function onPostgres() {
  for (const project of ['postgres', 'on-postgres'].filter(wanted)) await vitest(project, ...withHalf)
}

const fetchBrowsers = () => step('browsers', 'scripts/test/browsers.mjs', ...(wanted('browser') ? ['--webkit'] : []))

// The build keeps one core busy; what needs no build has the other.
const withPages = WITH_PAGES.filter(wanted)
const needsBuild = ['integration', 'postgres', 'on-postgres'].some(wanted) || withPages.length > 0
const needsNoBuild = Promise.all([checkAndUnit(), only.length !== 1 && integrationPart('noBuild')])
const [built, browsers] = await Promise.all([needsBuild && build(), withPages.length > 0 && fetchBrowsers()])
// Both wait about as much as they work, for pages, for servers to start and for time to pass: beside each other they fill the gaps.
const needBuild = built ? [withoutPages(), browsers && playwright(withPages)] : []
await Promise.all([needsNoBuild, ...needBuild])
if (integration.length > 0) note('integration', together(integration), began)

for (const each of worthAnotherTry(tally)) {
  say(`${each.file} failed beside others: once more, alone`)
  if (!(await passesAlone(each))) continue
  tally = tally.map((counts) => (counts.name === each.name ? passedAlone(counts, each.file) : counts))
}

console.log()
for (const { name, passed, failed, skipped, seconds } of tally) {
  say(`${name.padEnd(14)} ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds} s`)
}
say(`${'in all'.padEnd(14)} ${Math.round((Date.now() - began) / 1000)} s`)
for (const line of failureLines(tally)) console.log(line)
const total = sum(tally)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0
