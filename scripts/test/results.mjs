import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from '../setup/prepare.mjs'

/**
 * What a suite came to. `failures` names each failed test, so that the end of a log that was cut off still tells.
 *
 * @typedef {{ file: string, title: string, error: string }} Failure
 * @typedef {{ passed: number, failed: number, skipped: number, failures: Failure[] }} Counts
 */

/** As many lines of an error as say what was expected and what came. */
const ERROR_LINES = 8

const firstLines = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')
    .filter((line) => line.trim())
    .slice(0, ERROR_LINES)
    .join('\n')

/** @returns {string} what a tool said last, which is where it says why it gives up */
export const lastLines = (output) => output.trimEnd().split('\n').slice(-ERROR_LINES).join('\n')

const fromRoot = (file) => (file ? relative(root, file) : '')

/** @returns {Counts} one failure that is no test's */
export const failedOutright = (title, error) => ({
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: [{ file: '', title, error: firstLines(error) }],
})

/** A runner that left no readable report has failed, whatever else it said. */
const crashed = () => failedOutright('the runner', 'It left no report; see what it printed above.')

function read(file) {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** A failing exit with no failing test (an error outside tests) counts as one failure. */
function withExit(counts, ok) {
  if (ok || counts.failed > 0) return counts
  const { failures } = failedOutright('outside of the tests', 'The runner ended with an error; see above.')
  return { ...counts, failed: 1, failures: counts.failures.length > 0 ? counts.failures : failures }
}

/** @returns {Counts} */
export function vitestCounts(file, ok) {
  const report = read(file)
  if (!report) return crashed()
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    const inFile = (title, error) => ({ file: fromRoot(name), title, error: firstLines(error) })
    // A file that cannot be loaded, or whose hooks fail, has failed without a failed test.
    if (status === 'failed' && failed.length === 0) return [inFile('the file itself', message)]
    return failed.map(({ fullName, failureMessages }) => inFile(fullName, failureMessages[0]))
  })
  const skipped = numPendingTests + numTodoTests
  return withExit({ passed: numPassedTests, failed: numFailedTests, skipped, failures }, ok)
}

/** The tests of a report. `file` is the one that is run: what a test says of itself may stand in a file that it imports. */
function* specsOf({ specs = [], suites = [], file }, titles = [], ranIn = file) {
  for (const spec of specs) yield { ...spec, file: ranIn ?? spec.file, title: [...titles, spec.title].join(' › ') }
  for (const suite of suites) {
    // The outermost suite is the file.
    yield* specsOf(suite, suite.title === suite.file ? titles : [...titles, suite.title], ranIn ?? suite.file)
  }
}

const secondsOf = (results) => {
  const starts = results.map(({ startTime }) => Date.parse(startTime))
  const ends = results.map(({ startTime, duration }) => Date.parse(startTime) + duration)
  return results.length > 0 ? Math.round((Math.max(...ends) - Math.min(...starts)) / 1000) : 0
}

/**
 * Each project's share of one run of several. What was prepared for them counts with the last.
 *
 * @param {readonly string[]} projects
 * @returns {(Counts & { name: string, seconds: number })[]} `seconds` from its first test's start to its last one's end
 */
export function playwrightCounts(file, ok, projects) {
  const report = read(file)
  const last = projects.at(-1)
  if (!report) return [{ name: last, ...crashed(), seconds: 0 }]
  const tests = [...specsOf(report)].flatMap(({ title, file, tests }) =>
    tests.map((test) => ({ title, file, ...test })),
  )
  const outside = (report.errors ?? []).map(({ message, location }) => ({
    file: fromRoot(location?.file),
    title: 'outside of the tests',
    error: firstLines(message),
  }))
  const counts = projects.map((name) => {
    const own = tests.filter(
      ({ projectName }) => projectName === name || (name === last && !projects.includes(projectName)),
    )
    const standing = (...statuses) => own.filter(({ status }) => statuses.includes(status))
    const failures = standing('unexpected', 'flaky').map(({ title, file, results }) => {
      const { error, status } = results.find((result) => result.error) ?? results[0] ?? {}
      return { file: `tests/${file}`, title, error: firstLines(error?.message ?? status) }
    })
    return {
      name,
      passed: standing('expected').length,
      failed: failures.length,
      skipped: standing('skipped').length,
      failures: name === last ? [...failures, ...outside] : failures,
      seconds: secondsOf(own.flatMap(({ results }) => results)),
    }
  })
  const failed = counts.some((count) => count.failed > 0)
  return counts.map((count) => (count.name === last ? { ...count, ...withExit(count, ok || failed) } : count))
}

/**
 * One suite that ran in several parts.
 *
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export const together = (parts) => ({ ...sum(parts), failures: parts.flatMap(({ failures }) => failures) })

export function sum(tally) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of tally) for (const key of Object.keys(total)) total[key] += counts[key]
  return total
}

/** More files than these do not fail for want of processors. */
const MOST_AGAIN = 4

/**
 * Which files to run again, each alone: a few failed tests beside many others may have met a busy machine, and then pass by
 * themselves. None where more is wrong than that, or where what failed is no test.
 *
 * @param {(Counts & { name: string })[]} tally
 * @returns {{ name: string, file: string }[]} each file once, with its suite
 */
export function worthAnotherTry(tally) {
  const failures = tally.flatMap(({ name, failures }) => failures.map(({ file }) => ({ name, file })))
  const files = [...new Map(failures.map((each) => [`${each.name} ${each.file}`, each])).values()]
  return files.length <= MOST_AGAIN && files.every(({ file }) => file) ? files : []
}

/**
 * The counts after a file was run again and passed alone: its failures count as passed and are kept under `again`, so that
 * the end of the run tells of them.
 *
 * @template {Counts & { again?: Failure[] }} C
 * @param {C} counts
 * @param {string} file
 * @returns {C}
 */
export function passedAlone(counts, file) {
  const own = counts.failures.filter((failure) => failure.file === file)
  return {
    ...counts,
    passed: counts.passed + own.length,
    failed: counts.failed - own.length,
    failures: counts.failures.filter((failure) => failure.file !== file),
    again: [...(counts.again ?? []), ...own],
  }
}

const linesOf = (label, name, failures) =>
  failures.flatMap(({ file, title, error }) => [
    `${label} ${[name, file, title].filter(Boolean).join(' › ')}`,
    ...error.split('\n').map((line) => `       ${line}`),
  ])

/**
 * Lines that name each failed test of these suites, and each that passed only alone, and say what went wrong; none where all
 * is well.
 */
export function failureLines(tally) {
  return tally.flatMap(({ name, failures, again = [] }) => [
    ...linesOf('PASSED ONLY ALONE', name, again),
    ...linesOf('FAILED', name, failures),
  ])
}
