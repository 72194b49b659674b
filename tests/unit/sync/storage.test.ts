import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LocalStorageJournal, parseState, STORAGE_KEY, serialiseState, withinLimits } from '@/lib/sync/engine'
import { FakeClock } from '../../support/fake-clock'
import { storedEvent } from '../../support/journal-conformance'
import { MemoryStorage } from '../../support/memory-storage'
import { sampleOrder } from '../../support/sample-documents'

/** What a page with the old library leaves behind, as documented. */
const OLD = {
  events: [
    {
      id: 'event_123456',
      eventType: 'stage_change',
      data: { previousStage: 'empty', newStage: 'initiated' },
      orderID: 'ORDER-001',
      timestamp: '2024-01-15T10:30:00Z',
      metadata: { receivedAt: '2024-01-15T10:30:01Z', processed: true, acknowledged: false, source: 'sse' },
    },
    {
      id: 'event_123457',
      eventType: 'PAYMENT_UPDATE',
      data: {},
      timestamp: '2024-01-15T10:31:00Z',
      metadata: { source: 'SSE' },
    },
    { id: 'event_123458', eventType: 'heartbeat', timestamp: '2024-01-15T10:32:00Z' },
    { id: 'event_123459', eventType: 'heartbeat', timestamp: '2024-01-15T10:33:00Z', metadata: { processed: true } },
  ],
  configuration: { orderID: 'ORDER-001', eventTypes: ['stage_change'], autoReconnect: true, maxReconnectAttempts: 5 },
  lastConnectionTime: '2024-01-15T10:29:00Z',
  connectionMetrics: { totalConnections: 3, totalEvents: 15, uptime: 45000 },
  lastEventId: 'event_123456',
  version: '1.0.0',
}

describe('the persisted format 1.0.0', () => {
  it("reads an old client's real state and fills in what it leaves out", () => {
    const parsed = parseState(JSON.stringify(OLD))
    if (!parsed.ok) throw new Error(parsed.message)
    expect(parsed.droppedEvents).toBe(0)
    expect(parsed.state).toMatchObject({
      configuration: OLD.configuration,
      connectionMetrics: OLD.connectionMetrics,
      lastEventId: 'event_123456',
    })
    expect(parsed.state.events[0]).toEqual(OLD.events[0])
    expect(parsed.state.events[1]).toMatchObject({
      eventType: 'payment_update',
      metadata: { receivedAt: '2024-01-15T10:31:00Z', processed: false, acknowledged: false, source: 'sse' },
    })
    expect(parsed.state.events[2]).toMatchObject({ data: {}, metadata: { source: 'localStorage' } })
    expect(parsed.state.events[3]).toMatchObject({ metadata: { processed: true, source: 'localStorage' } })
  })

  it('drops single events that cannot be read', () => {
    const parsed = parseState(JSON.stringify({ ...OLD, events: [...OLD.events, null, { id: 1 }] }))
    expect(parsed).toMatchObject({ ok: true, droppedEvents: 2 })
  })

  it.each([
    ['foreign', 'hello'],
    ['foreign', '{"name":"x"}'],
    ['foreign', '[]'],
    ['foreign', JSON.stringify({ ...OLD, version: 'yes' })],
    ['broken', JSON.stringify(OLD).slice(0, -20)],
    ['broken', JSON.stringify({ ...OLD, events: 'none' })],
    ['broken', JSON.stringify({ ...OLD, lastConnectionTime: 'yesterday' })],
    ['newer', JSON.stringify({ ...OLD, version: '1.1.0' })],
    ['newer', JSON.stringify({ ...OLD, version: '2.0.0' })],
  ])('refuses what is %s and says so', (reason, text) => {
    const parsed = parseState(text)
    expect(parsed).toMatchObject({ ok: false, reason })
    if (!parsed.ok) expect(parsed.message).toContain('Nothing was changed')
  })

  it('writes the same bytes again after reading them', () => {
    const parsed = parseState(JSON.stringify(OLD))
    if (!parsed.ok) throw new Error(parsed.message)
    const text = serialiseState(parsed.state)
    const again = parseState(text)
    if (!again.ok) throw new Error(again.message)
    expect(serialiseState(again.state)).toBe(text)
  })

  it('never throws, whatever is found', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseState(text)))
    const almost = fc.record({
      events: fc.array(fc.jsonValue()),
      version: fc.constantFrom('1.0.0', '1'),
      lastEventId: fc.jsonValue(),
    })
    fc.assert(fc.property(almost, (value) => void parseState(JSON.stringify(value))))
  })

  it('keeps at most 100 events, none older than an hour', () => {
    const now = Date.parse('2026-01-15T12:00:00Z')
    const events = Array.from({ length: 200 }, (_, index) => ({
      metadata: { receivedAt: new Date(now - (200 - index) * 30_000).toISOString() },
    }))
    const kept = withinLimits(events, now)
    expect(kept).toHaveLength(100)
    expect(kept.at(-1)).toBe(events.at(-1))
    expect(
      withinLimits(events, now + 3_000_000).every((each) => Date.parse(each.metadata.receivedAt) >= now - 600_000),
    ).toBe(true)
  })
})

describe('the journal of a page', () => {
  function setUp(storage = new MemoryStorage()) {
    const clock = new FakeClock(Date.now())
    const warnings: string[] = []
    const page = new EventTarget()
    const make = () =>
      new LocalStorageJournal({ clock, storage: () => storage, page, warn: (message) => warnings.push(message) })
    const step = (seq: number) => ({
      events: [storedEvent(seq, sampleOrder(`AX-${seq}`))],
      changes: [],
      cursor: { epoch: 'abcd', seq },
    })
    return { clock, storage, warnings, page, make, step, journal: make() }
  }

  it('writes many events at once, a little later', async () => {
    const { clock, storage, journal, step } = setUp()
    await journal.open(100)
    for (let seq = 1; seq <= 50; seq += 1) await journal.append(step(seq))
    expect(storage.writes).toBe(0)
    await clock.advance(250)
    expect(storage.writes).toBe(1)
    expect(parseState(storage.getItem(STORAGE_KEY) ?? '')).toMatchObject({ state: { lastEventId: 'event_abcd_50' } })
  })

  it('writes at once when the page is left', async () => {
    const { storage, journal, step, page } = setUp()
    await journal.open(100)
    await journal.append(step(1))
    page.dispatchEvent(new Event('pagehide'))
    expect(storage.writes).toBe(1)
  })

  it('drops the oldest events when the quota is reached', async () => {
    const { clock, storage, journal, step, warnings } = setUp(new MemoryStorage(20_000))
    await journal.open(100)
    for (let seq = 1; seq <= 100; seq += 1) await journal.append(step(seq))
    await clock.advance(250)
    const parsed = parseState(storage.getItem(STORAGE_KEY) ?? '')
    if (!parsed.ok) throw new Error(parsed.message)
    expect(parsed.state.events.length).toBeGreaterThan(0)
    expect(parsed.state.events.length).toBeLessThan(100)
    expect(parsed.state.events.at(-1)?.id).toBe('event_abcd_100')
    expect(warnings).toEqual([])
  })

  it('gives up with one warning when not even nothing fits', async () => {
    const { clock, journal, step, warnings } = setUp(new MemoryStorage(10))
    await journal.open(100)
    for (let seq = 1; seq <= 3; seq += 1) {
      await journal.append(step(seq))
      await clock.advance(1_000)
    }
    expect(warnings).toHaveLength(1)
  })

  it('works without storage where it is forbidden', async () => {
    const { clock, storage, journal, step, warnings } = setUp()
    storage.forbidden = true
    expect(await journal.open(100)).toMatchObject({ cursor: null, recentEvents: [] })
    await journal.append(step(1))
    await clock.advance(1_000)
    await journal.close()
    expect(warnings).toHaveLength(1)
  })

  it('leaves the state of a newer version untouched', async () => {
    const { clock, storage, journal, step, warnings } = setUp()
    const newer = JSON.stringify({ ...OLD, version: '9.0.0' })
    storage.setItem(STORAGE_KEY, newer)
    await journal.open(100)
    await journal.append(step(1))
    await clock.advance(1_000)
    expect(storage.getItem(STORAGE_KEY)).toBe(newer)
    expect(warnings).toHaveLength(1)
  })

  it("starts from an old client's state without its cursor, and keeps its metrics", async () => {
    const { clock, storage, journal, step } = setUp()
    storage.setItem(STORAGE_KEY, JSON.stringify(OLD))
    expect(await journal.open(100)).toMatchObject({ cursor: null, documents: [] })
    await journal.append(step(1))
    await clock.advance(1_000)
    expect(parseState(storage.getItem(STORAGE_KEY) ?? '')).toMatchObject({
      state: { connectionMetrics: OLD.connectionMetrics, lastEventId: 'event_abcd_1' },
    })
  })
})
