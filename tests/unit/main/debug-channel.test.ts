import { beforeEach, describe, expect, test } from 'vitest'
import { ConnectionHistory, type FeedBatch, idleMetrics, type LogEntry } from '@/lib/sync/engine'
import { DebugChannel } from '@/main/ipc/debug-channel'
import { EMPTY_FEED } from '@/main/sync/empty-feed'
import type { Pushes } from '@/preload/contract'
import { FakeClock } from '@/tests/support/fake-clock'
import { sampleStoredEvent } from '@/tests/support/sample-events'

let clock: FakeClock
let sent: Pushes['debug:update'][]
let closed: string[]
let unlocked: boolean
let measured: number
let history: ConnectionHistory
let log: LogEntry[]
let channel: DebugChannel

beforeEach(() => {
  clock = new FakeClock()
  sent = []
  closed = []
  unlocked = true
  measured = 0
  history = new ConnectionHistory()
  log = []
  channel = new DebugChannel({
    clock,
    reader: {
      status: () => EMPTY_FEED.status,
      metrics: () => idleMetrics('2026-01-15T10:30:00Z'),
      recentEvents: () => [sampleStoredEvent(1)],
      storage: () => {
        measured += 1
        return []
      },
      history,
      log: {
        recent: () => log,
        get count() {
          return log.length
        },
      },
    },
    send: (pushed) => sent.push(pushed),
    mayRead: () => unlocked,
    closed: (why) => closed.push(why),
  })
})

const batch = (...seqs: number[]): FeedBatch => ({
  replace: false,
  changes: [],
  events: seqs.map((seq) => sampleStoredEvent(seq)),
  status: null,
  commandResults: [],
})
const seqs = (update: Pushes['debug:update'] | undefined) =>
  update?.update.events.map(({ id }) => Number(id.split('_')[2]))
const entry = (message: string): LogEntry => ({ at: '2026-01-15T10:30:00Z', level: 'info', message })

describe('the debug view of a page', () => {
  test('costs nothing while it is closed', async () => {
    channel.push(batch(2))
    await clock.advance(60_000)
    channel.open()
    channel.close()
    channel.push(batch(3))
    await clock.advance(60_000)
    expect(sent).toEqual([])
    expect(closed).toEqual(['asked'])
  })

  test('begins with the whole and goes on with what is new', async () => {
    log.push(entry('before'))
    const { snapshot } = channel.open()
    expect(snapshot).toMatchObject({ events: [{ id: sampleStoredEvent(1).id }], log: [{ message: 'before' }] })
    history.take({ connectionState: 'connected', reason: null })
    log.push(entry('after'))
    channel.push(batch(2, 3))
    await clock.advance(250)
    expect(sent).toHaveLength(1)
    expect(seqs(sent[0])).toEqual([2, 3])
    expect(sent[0]?.update).toMatchObject({ history: [{ state: 'connected' }], log: [{ message: 'after' }] })
    await clock.advance(1_000)
    expect(sent[1]?.update).toMatchObject({ events: [], history: [], log: [] })
    expect(sent.map(({ number }) => number)).toEqual([1, 2])
  })

  test('sends at most four updates a second of at most 100 events, and counts the rest', async () => {
    channel.open()
    for (let turn = 0; turn < 100; turn += 1) {
      channel.push(batch(...Array.from({ length: 100 }, (_, at) => turn * 100 + at + 2)))
      await clock.advance(10)
    }
    expect(sent).toHaveLength(4)
    for (const { update } of sent) expect(update.events.length).toBeLessThanOrEqual(100)
    const told = sent.reduce((sum, { update }) => sum + update.events.length + update.skippedEvents, 0)
    expect(told).toBe(10_000)
    expect(seqs(sent.at(-1))?.at(-1)).toBe(10_001)
  })

  test('looks at the disk every five seconds, not with each update', async () => {
    channel.open()
    for (let second = 0; second < 10; second += 1) await clock.advance(1_000)
    expect(measured).toBe(1 + 2)
  })

  test('ends when the station locks itself', async () => {
    channel.open()
    unlocked = false
    channel.push(batch(2))
    await clock.advance(10_000)
    expect(sent).toEqual([])
    expect(closed).toEqual(['locked'])
  })
})
