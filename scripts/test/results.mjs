import { existsSync, readFileSync } from 'node:fs'

/** A runner that left no readable report has failed, whatever else it said. */
const crashed = { passed: 0, failed: 1, skipped: 0 }

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
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

export function vitestCounts(file, ok) {
  const report = read(file)
  if (!report) return crashed
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
  return withExit({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, ok)
}

export function playwrightCounts(file, ok) {
  const report = read(file)
  if (!report) return crashed
  const { expected, unexpected, flaky, skipped } = report.stats
  return withExit({ passed: expected, failed: unexpected + flaky, skipped }, ok)
}

export function sum(tally) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of tally) for (const key of Object.keys(total)) total[key] += counts[key]
  return total
}
