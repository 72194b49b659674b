import { describe, expect, it } from 'vitest'
import { type FeedBatch, MemoryJournal, SyncManager } from '@/lib/sync/engine'
import { FakeClock } from '../../support/fake-clock'
import { FakeServer } from '../../support/fake-server'

function setUp() {
  const clock = new FakeClock()
  const random = () => 0.5
  const server = new FakeServer(clock, random)
  const journal = new MemoryJournal(10_000)
  const engine = new SyncManager({
    serverUrl: 'http://server.test',
    journal,
    clock,
    random,
    fetch: server.fetch,
    eventSourceFactory: server.eventSourceFactory,
  })
  const batches: FeedBatch[] = []
  engine.subscribe((batch) => batches.push(batch))
  const documents = () => new Map(engine.state().documents.map((each) => [`${each.kind}:${each.key}`, each.document]))
  return { clock, server, journal, engine, batches, documents }
}

describe('SyncManager', () => {
  it('takes a snapshot, then follows the stream', async () => {
    const { clock, server, engine, documents } = setUp()
    server.createOrder()
    await engine.start()
    await clock.advance(1_000)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
    const orderID = server.createOrder()
    server.pay(orderID)
    await clock.advance(1_000)
    expect(documents()).toEqual(server.documents())
    expect(engine.status()).toMatchObject({ cursor: { seq: 4 }, head: 4, freshness: { kind: 'current' } })
  })

  it('falls back to polling and hands back to the stream', async () => {
    const { clock, server, engine, documents } = setUp()
    await engine.start()
    await clock.advance(1_000)
    server.weather = 'streams_blocked'
    server.cutStreams()
    await clock.advance(60_000)
    expect(engine.status()).toMatchObject({ connectionState: 'polling_fallback', transport: 'polling' })
    server.createOrder()
    await clock.advance(20_000)
    expect(documents()).toEqual(server.documents())
    server.weather = 'fine'
    await clock.advance(130_000)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
  })
})
