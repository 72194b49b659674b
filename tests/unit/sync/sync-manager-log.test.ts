import { describe, expect, it } from 'vitest'
import { MemoryJournal } from '@/lib/sync/engine'
import { storedEvent } from '../../support/journal-conformance'
import { sampleOrder } from '../../support/sample-documents'
import { rig } from './station-rig'

describe('when the stream is wrong', () => {
  it('fills a hole from a page', async () => {
    const { clock, server, engine, documents, connected } = rig()
    await connected()
    server.loseNext()
    const orderID = server.createOrder()
    server.createOrder()
    await clock.advance(1_000)
    expect(documents()).toEqual(server.documents())
    expect(engine.state().recentEvents.map((event) => event.orderID)[0]).toBe(orderID)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
  })

  it('misses even a last event that was lost, at the second heartbeat', async () => {
    const { clock, server, engine, documents, connected } = rig()
    await connected()
    server.loseNext()
    server.createOrder()
    await clock.advance(15_500)
    expect(engine.status().freshness).toEqual({ kind: 'catching_up', behind: 1 })
    await clock.advance(15_500)
    expect(documents()).toEqual(server.documents())
    expect(engine.status().freshness).toEqual({ kind: 'current' })
  })

  it('drops what comes twice', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    server.doubleNext()
    server.createOrder()
    await clock.advance(1_000)
    expect(engine.state().recentEvents).toHaveLength(1)
    expect(engine.metrics()).toMatchObject({ duplicateEvents: 1, totalEvents: 1 })
  })

  it('leaves out what is invalid, counts it and goes on', async () => {
    const { clock, server, engine, documents, connected } = rig()
    await connected()
    server.garble()
    server.appendUnreadable()
    server.createOrder()
    await clock.advance(1_000)
    expect(documents()).toEqual(server.documents())
    expect(engine.metrics()).toMatchObject({ invalidEvents: 2, totalEvents: 1 })
    expect(engine.logEntries('warn').map((entry) => entry.message)).toEqual([
      'An invalid event was left out',
      'An invalid event was left out',
    ])
    expect(engine.status()).toMatchObject({ cursor: { seq: 2 }, freshness: { kind: 'current' } })
  })

  it.each(['a new epoch', 'an expired cursor'])('takes a snapshot after %s', async (what) => {
    const { clock, server, engine, documents, connected, batches } = rig()
    await connected()
    server.createOrder()
    await clock.advance(1_000)
    server.fault = 'down'
    server.cutStreams()
    await clock.advance(5_000)
    for (let count = 0; count < 20; count += 1) server.createOrder()
    if (what === 'a new epoch') server.loseLog()
    else server.prune(3)
    server.fault = 'none'
    batches.length = 0
    await clock.advance(60_000)
    expect(documents()).toEqual(server.documents())
    expect(batches.some((batch) => batch.replace)).toBe(true)
    expect(engine.status()).toMatchObject({ cursor: { epoch: server.epoch }, freshness: { kind: 'current' } })
  })
})

describe('when the journal cannot be written', () => {
  it('acknowledges nothing, says so, and goes on when it can', async () => {
    const journal = new MemoryJournal()
    const append = journal.append.bind(journal)
    let broken = false
    journal.append = async (step) => {
      if (broken) throw new Error('disk full')
      await append(step)
    }
    const { clock, server, engine, documents, connected } = rig({ journal })
    await connected()
    broken = true
    server.createOrder()
    await clock.advance(5_000)
    expect(engine.status()).toMatchObject({
      cursor: { seq: 0 },
      freshness: { kind: 'stale', cause: 'journal_failed' },
    })
    expect(engine.state().recentEvents).toEqual([])
    broken = false
    await clock.advance(40_000)
    expect(documents()).toEqual(server.documents())
    expect(engine.status()).toMatchObject({ cursor: { seq: 1 }, freshness: { kind: 'current' } })
  })

  it('writes many events in few transactions', async () => {
    const journal = new MemoryJournal(10_000)
    let transactions = 0
    const append = journal.append.bind(journal)
    journal.append = (step) => {
      transactions += 1
      return append(step)
    }
    const { clock, server, engine, connected } = rig({ journal })
    await connected()
    for (let count = 0; count < 1_000; count += 1) server.createOrder()
    await clock.advance(1_000)
    expect(engine.status().cursor?.seq).toBe(1_000)
    expect(transactions).toBeLessThan(30)
  })
})

describe('subscriptions', () => {
  it('share one stream with the union of what they ask for, without a visible reconnect', async () => {
    const { clock, server, engine, documents, states, urls } = rig({ config: { autoConnect: false } })
    const [first, second] = [server.createOrder(), server.createOrder()]
    await engine.start()
    engine.connect({ orderID: first })
    await clock.advance(1_000)
    server.setStage(second, 'open')
    await clock.advance(1_000)
    expect(engine.status().cursor?.seq).toBe(2)
    engine.connect({ orderID: second })
    engine.connect({ orderID: first })
    await clock.advance(1_000)
    expect(urls.map((url) => new URL(url).searchParams.get('orderID'))).toEqual([first, null])
    expect(new URL(urls[1] ?? '').searchParams.get('lastEventId')).toBe('event_epoch001_2')
    expect(states()).toEqual(['disconnected', 'connecting', 'connected'])
    expect(server.openStreams).toBe(1)
    // What the narrow stream had left out is there.
    expect(documents()).toEqual(server.documents())
    expect(engine.status()).toMatchObject({ cursor: { seq: 3 }, freshness: { kind: 'current' } })
    engine.connect({ orderID: second })
    await clock.advance(1_000)
    expect(urls).toHaveLength(2)
  })

  it('move the cursor past what the filter leaves out', async () => {
    const { clock, server, engine } = rig({ config: { autoConnect: false } })
    const mine = server.createOrder()
    await engine.start()
    engine.connect({ orderID: mine })
    await clock.advance(1_000)
    for (let count = 0; count < 5; count += 1) server.createOrder()
    await clock.advance(16_000)
    expect(engine.status()).toMatchObject({ cursor: { seq: 6 }, head: 6, freshness: { kind: 'current' } })
    expect(engine.state().recentEvents).toEqual([])
  })
})

it('keeps what a page stored as events, and rebuilds the documents by snapshot', async () => {
  const journal = new MemoryJournal()
  await journal.open(0)
  const events = [storedEvent(1, sampleOrder('AX-1'), 'epoch001')]
  await journal.append({ events, changes: [], cursor: { epoch: 'epoch001', seq: 1 } })
  const { clock, server, engine, documents } = rig({ journal })
  server.createOrder()
  server.createOrder()
  await engine.start()
  await clock.advance(1_000)
  expect(documents()).toEqual(server.documents())
  expect(engine.state().recentEvents.map((event) => event.id)).toEqual(['event_epoch001_1', 'event_epoch001_2'])
})

it('writes nothing after stop, not even a snapshot that was on its way', async () => {
  const journal = new MemoryJournal()
  const { clock, server, engine } = rig({ journal })
  server.createOrder()
  await engine.start()
  // The snapshot has been asked for and not been answered.
  await clock.advance(0)
  expect(server.requests).toBe(1)
  await engine.stop()
  await journal.open(0)
  await clock.advance(10_000)
  expect(await journal.open(0)).toMatchObject({ cursor: null, documents: [] })
})
