import { expect, test } from 'vitest'
import type { StationReport, SyncStatus } from '@/lib/sync/engine'
import { Recoveries } from '@/main/diagnostics/recoveries'
import { EMPTY_FEED } from '@/main/sync/empty-feed'
import { changedMuch, reportOf, StatusReporter } from '@/main/sync/status-report'
import { FakeClock } from '@/tests/support/fake-clock'

const status = (behind: number, waiting = 0): SyncStatus => ({
  ...EMPTY_FEED.status,
  cursor: { epoch: 'k3f9', seq: 1_000 },
  head: 1_000 + behind,
  pendingCommands: waiting,
})

test('a report says how far behind and how much is waiting', () => {
  expect(reportOf(status(12, 3), '1.2.3')).toEqual({ appVersion: '1.2.3', behind: 12, waiting: 3 })
  expect(reportOf(EMPTY_FEED.status, '1.2.3')).toEqual({ appVersion: '1.2.3', behind: 0, waiting: 0 })
})

test.each([
  [0, 1, true],
  [1, 9, false],
  [9, 10, true],
  [12, 0, true],
  [500, 700, false],
])('from %i behind to %i is worth a report before its minute: %s', (before, now, worth) => {
  expect(changedMuch(reportOf(status(before), '1'), reportOf(status(now), '1'))).toBe(worth)
})

test('reports go every minute, sooner when much changed, never within five seconds, and not after the end', async () => {
  const clock = new FakeClock()
  const sent: { at: number; report: StationReport }[] = []
  let now = status(0)
  let prints = false
  const recoveries = new Recoveries(() => clock.now())
  const reporter = new StatusReporter({
    appVersion: '1',
    status: () => now,
    machine: () => ({ ...recoveries.report(), receiptPrinter: prints }),
    clock,
    async send(report) {
      sent.push({ at: clock.monotonic(), report })
      return 'kept'
    },
  })
  reporter.look()
  await clock.advance(1_000)
  now = status(50)
  reporter.look()
  reporter.look()
  expect(sent).toHaveLength(1)
  await clock.advance(4_000)
  expect(sent.map(({ at, report }) => [at, report.behind])).toEqual([
    [0, 0],
    [5_000, 50],
  ])
  await clock.advance(120_000)
  expect(sent.map(({ at }) => at)).toEqual([0, 5_000, 65_000, 125_000])
  // A printer is told of as soon as somebody has set it.
  prints = true
  await clock.advance(6_000)
  reporter.look()
  expect(sent.at(-1)).toMatchObject({ at: 131_000, report: { receiptPrinter: true } })
  reporter.stop()
  await clock.advance(300_000)
  reporter.look()
  expect(sent).toHaveLength(5)
})

test('a change while a report is on its way, or that came too soon to be kept, does not wait for the next minute', async () => {
  const clock = new FakeClock()
  const sent: { at: number; prints: boolean | undefined }[] = []
  let prints = false
  let lastKept = Number.NEGATIVE_INFINITY
  const reporter = new StatusReporter({
    appVersion: '1',
    status: () => status(0),
    machine: () => ({ receiptPrinter: prints }),
    clock,
    // As the server does: one in ten seconds is kept.
    async send({ receiptPrinter }) {
      await new Promise((resolve) => clock.setTimeout(() => resolve(null), 500))
      sent.push({ at: clock.monotonic(), prints: receiptPrinter })
      if (clock.monotonic() - lastKept < 10_000) return 'too_soon'
      lastKept = clock.monotonic()
      return 'kept'
    },
  })
  reporter.look()
  prints = true
  reporter.look()
  await clock.advance(20_000)
  expect(sent).toEqual([
    { at: 500, prints: false },
    { at: 6_000, prints: true },
    { at: 11_500, prints: true },
  ])
  reporter.stop()
})

test('what the station started again by itself is told at once, counted for a day, and the last of it named', () => {
  let now = Date.parse('2026-01-15T10:00:00Z')
  const recoveries = new Recoveries(() => now)
  const quiet = reportOf(status(0), '1', recoveries.report())
  expect(quiet).toMatchObject({ recoveries: 0, lastRecovery: null })
  recoveries.serverRestarts(0)
  recoveries.serverRestarts(1)
  recoveries.serverRestarts(1)
  now += 60_000
  recoveries.note('page_hung')
  const told = reportOf(status(0), '1', recoveries.report())
  expect(told).toMatchObject({
    recoveries: 2,
    lastRecovery: { what: 'page_hung', at: '2026-01-15T10:01:00.000Z' },
  })
  expect(changedMuch(quiet, told)).toBe(true)
  expect(changedMuch(told, told)).toBe(false)
  now += 24 * 60 * 60_000
  expect(recoveries.report()).toEqual({ recoveries: 0, lastRecovery: null })
})
