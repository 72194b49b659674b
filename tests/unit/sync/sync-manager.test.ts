import { describe, expect, it } from 'vitest'
import type { Command } from '@/lib/domain'
import { MemoryJournal } from '@/lib/sync/engine'
import { storedEvent } from '../../support/journal-conformance'
import { sampleOrder } from '../../support/sample-documents'
import { rig } from './station-rig'

function createCommand(): Command {
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const rest = { queue: 'regular', customer: null, customerNotes: '', discount: 0, takenAs: null } as const
  return {
    id: crypto.randomUUID(),
    type: 'order.create',
    issuedAt: '2026-01-15T10:00:00Z',
    payload: { plate: 'WXY 1234', vehicleType: 'sedan', services, ...rest },
  }
}

describe('from nothing', () => {
  it('takes a snapshot, then follows the stream from its cursor', async () => {
    const { clock, server, engine, documents, connected, urls } = rig()
    server.createOrder()
    await connected()
    expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
    expect(urls).toEqual(['http://server.test/api/v1/sync/events?lastEventId=event_epoch001_1'])
    server.pay(server.createOrder())
    await clock.advance(1_000)
    expect(documents()).toEqual(server.documents())
    expect(engine.status()).toMatchObject({ cursor: { seq: 4 }, head: 4, freshness: { kind: 'current' } })
  })

  it('shows the journal before any request, and goes on from its cursor', async () => {
    const journal = new MemoryJournal()
    await journal.open(0)
    const order = sampleOrder('AX-OLD')
    await journal.replace({
      documents: [{ kind: 'order', key: 'AX-OLD', document: order }],
      cursor: { epoch: 'epoch001', seq: 0 },
    })
    const { clock, server, engine, urls } = rig({ journal })
    server.createOrder()
    const state = await engine.start()
    expect(state.documents).toHaveLength(1)
    expect(state.status.freshness).toMatchObject({ kind: 'stale', cause: 'not_connected' })
    expect(server.requests).toBe(0)
    await clock.advance(1_000)
    expect(urls[0]).toContain('lastEventId=event_epoch001_0')
    expect(server.requests).toBe(0)
    expect(engine.state().recentEvents.map((event) => event.id)).toEqual(['event_epoch001_1'])
  })

  it('touches no network without autoConnect', async () => {
    const { clock, server, engine, urls } = rig({ config: { autoConnect: false } })
    await engine.start()
    await clock.advance(60_000)
    expect([server.requests, urls.length]).toEqual([0, 0])
    engine.connect()
    await clock.advance(1_000)
    expect(engine.status().connectionState).toBe('connected')
  })
})

describe('when the road is bad', () => {
  it('retries, falls back to polling at once, and hands back when the stream works again', async () => {
    const { clock, server, engine, documents, connected, states } = rig()
    await connected()
    server.fault = 'streams_blocked'
    server.cutStreams()
    await clock.advance(60_000)
    expect(engine.status()).toMatchObject({
      connectionState: 'polling_fallback',
      transport: 'polling',
      reason: 'stream_blocked',
      freshness: { kind: 'current' },
    })
    server.createOrder()
    await clock.advance(20_000)
    expect(documents()).toEqual(server.documents())
    server.fault = 'none'
    await clock.advance(130_000)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
    expect(states().slice(-4)).toEqual(['connected', 'reconnecting', 'polling_fallback', 'connected'])
    expect(engine.metrics()).toMatchObject({ fallbackCount: 1, reconnects: 1, totalConnections: 2 })
    expect(engine.metrics().recoveryTimes).toHaveLength(1)
  })

  it('notices a half-open stream after 2.5 heartbeats, and is stale from then on', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    server.freezeStreams()
    server.fault = 'down'
    await clock.advance(30_000)
    expect(engine.status().connectionState).toBe('connected')
    await clock.advance(8_000)
    expect(engine.status()).toMatchObject({ connectionState: 'reconnecting', freshness: { kind: 'stale' } })
  })

  it('gives up a stream that has missed a heartbeat as soon as somebody asks, and no other', async () => {
    const { clock, server, engine, urls, connected } = rig()
    await connected()
    engine.syncNow()
    await clock.advance(100)
    expect(urls).toHaveLength(1)
    server.freezeStreams()
    await clock.advance(20_000)
    expect(engine.status().connectionState).toBe('connected')
    const orderID = server.createOrder()
    engine.syncNow()
    await clock.advance(1_000)
    expect(urls).toHaveLength(2)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
    expect(engine.state().documents.map(({ key }) => key)).toContain(orderID)
  })

  it('is stale at once when the wall clock shows that it slept', async () => {
    const { clock, engine, connected } = rig()
    await connected()
    clock.jumpWall(600_000)
    expect(engine.status().freshness).toMatchObject({ kind: 'stale', cause: 'silent' })
  })

  it('returns to the stream as soon as a server that was down answers a poll', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    server.fault = 'down'
    server.cutStreams()
    await clock.advance(60_000)
    expect(engine.status()).toMatchObject({ connectionState: 'polling_fallback', freshness: { kind: 'stale' } })
    server.fault = 'none'
    await clock.advance(35_000)
    expect(engine.status().connectionState).toBe('connected')
  })

  it('tries at once when the network comes back', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    server.fault = 'streams_blocked'
    server.cutStreams()
    await clock.advance(60_000)
    server.fault = 'none'
    engine.syncNow()
    await clock.advance(200)
    expect(engine.status().connectionState).toBe('connected')
  })

  it('opens the circuit breaker after five failed polls', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    engine.forcePolling()
    server.fault = 'http_502'
    await clock.advance(90_000)
    expect(engine.status()).toMatchObject({ breaker: 'open', freshness: { cause: 'server_unreachable' } })
  })

  it('looks for the successor of a stream within a second, however many were lost shortly before it', async () => {
    const { clock, server, engine, connected } = rig({ random: () => 0.99 })
    await connected()
    for (let lost = 1; lost < 5; lost += 1) {
      server.cutStreams()
      await clock.advance(200)
      const { nextRetryAt, connectionState } = engine.status()
      expect(connectionState).toBe('reconnecting')
      expect(Date.parse(nextRetryAt ?? '') - clock.now()).toBeLessThanOrEqual(1_000)
      await clock.advance(2_000)
      expect(engine.status().connectionState).toBe('connected')
    }
    // Whoever loses each stream at once does not go on for ever.
    server.cutStreams()
    await clock.advance(200)
    expect(engine.status().connectionState).toBe('polling_fallback')
  })

  it('waits as long as Retry-After says', async () => {
    const { clock, server, engine } = rig()
    server.fault = 'http_503'
    await engine.start()
    await clock.advance(100)
    const { nextRetryAt, reason, connectionState } = engine.status()
    expect({ reason, connectionState }).toEqual({ reason: 'http_503', connectionState: 'error' })
    const wait = Date.parse(nextRetryAt ?? '') - clock.now()
    expect(wait).toBeGreaterThan(2_800)
    expect(wait).toBeLessThanOrEqual(3_000)
  })

  it('stops all requests when the credentials are refused, until they change or it is time to look', async () => {
    const { clock, server, engine, connected, urls } = rig()
    await connected()
    server.fault = 'http_401'
    server.cutStreams()
    await clock.advance(10_000)
    expect(engine.status()).toMatchObject({
      connectionState: 'error',
      reason: 'unauthorized',
      freshness: { cause: 'unauthorized' },
    })
    const before = [server.requests, urls.length]
    await engine.send(createCommand())
    engine.connect()
    engine.forcePolling()
    await clock.advance(40_000)
    expect([server.requests, urls.length]).toEqual(before)
    expect(server.sentAt).toBeNull()
    server.fault = 'none'
    engine.credentialsChanged()
    await clock.advance(1_000)
    expect(Math.abs(Date.parse(server.sentAt ?? '') - clock.now())).toBeLessThan(5_000)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', pendingCommands: 0 })
  })

  it('stops for good when there is no such site, until somebody asks again', async () => {
    const { clock, server, engine, connected, urls } = rig()
    await connected()
    server.fault = 'http_404'
    server.cutStreams()
    await clock.advance(10_000)
    expect(engine.status()).toMatchObject({ connectionState: 'error', reason: 'no_such_site' })
    const before = [server.requests, urls.length]
    await engine.send(createCommand())
    engine.connect()
    engine.forcePolling()
    await clock.advance(24 * 3_600_000)
    expect([server.requests, urls.length]).toEqual(before)
    server.fault = 'none'
    engine.syncNow()
    await clock.advance(1_000)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', pendingCommands: 0 })
  })

  it('says nothing more after disconnect', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    engine.disconnect()
    expect(engine.status()).toMatchObject({ connectionState: 'disconnected', freshness: { cause: 'not_connected' } })
    const { requests } = server
    await clock.advance(600_000)
    expect([server.requests, server.openStreams]).toEqual([requests, 0])
  })
})

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

describe('commands', () => {
  it('are executed once though the answer is lost, and the picture is behind until the event is here', async () => {
    const { clock, server, engine, batches, connected } = rig()
    await connected()
    server.loseNextCommandAnswer = true
    const command = createCommand()
    await engine.send(command)
    expect(engine.status().pendingCommands).toBe(1)
    await clock.advance(5_000)
    expect(server.executions.get(command.id)).toBe(1)
    expect(engine.status().pendingCommands).toBe(0)
    expect(batches.flatMap((batch) => batch.commandResults)).toMatchObject([{ id: command.id, status: 'applied' }])
  })

  it('are told to every page as they begin to wait, once, and before their answer', async () => {
    const { clock, server, engine, batches, connected } = rig()
    await connected()
    server.fault = 'down'
    const command = createCommand()
    await engine.send(command)
    await engine.send(command)
    engine.syncNow()
    await clock.advance(100)
    expect(batches.flatMap(({ waiting = [] }) => waiting)).toEqual([command])
    expect(batches.flatMap(({ commandResults }) => commandResults)).toEqual([])
    server.fault = 'none'
    engine.syncNow()
    await clock.advance(5_000)
    expect(batches.flatMap(({ waiting = [] }) => waiting)).toEqual([command])
    expect(batches.flatMap(({ commandResults }) => commandResults)).toMatchObject([{ id: command.id }])
  })

  it('deliver a rejection and forget the command', async () => {
    const { clock, engine, batches, connected } = rig()
    await connected()
    const id = crypto.randomUUID()
    await engine.send({ id, type: 'queue.open', issuedAt: '2026-01-15T10:00:00Z', payload: { queue: 'vip' } })
    await clock.advance(1_000)
    expect(batches.flatMap((batch) => batch.commandResults)).toMatchObject([
      { id, status: 'rejected', code: 'not_allowed' },
    ])
    expect(engine.status().pendingCommands).toBe(0)
  })

  it('tell a rejection whose first answer was lost, as it was given then', async () => {
    const { clock, server, engine, batches, connected } = rig()
    await connected()
    server.loseNextCommandAnswer = true
    const id = crypto.randomUUID()
    await engine.send({ id, type: 'queue.open', issuedAt: '2026-01-15T10:00:00Z', payload: { queue: 'vip' } })
    await clock.advance(5_000)
    expect(batches.flatMap((batch) => batch.commandResults)).toMatchObject([
      { id, status: 'rejected', code: 'not_allowed' },
    ])
    expect(engine.status().pendingCommands).toBe(0)
  })

  it('wait while the server is away, and leave in order, 100 at a time', async () => {
    const { clock, server, engine, batches, connected } = rig()
    await connected()
    server.fault = 'down'
    const commands = Array.from({ length: 150 }, createCommand)
    for (const command of commands) await engine.send(command)
    await clock.advance(10_000)
    expect(engine.status().pendingCommands).toBe(150)
    server.fault = 'none'
    const { requests } = server
    engine.syncNow()
    await clock.advance(500)
    expect(engine.status().pendingCommands).toBe(0)
    expect([...server.executions.keys()]).toEqual(commands.map((command) => command.id))
    expect(batches.flatMap((batch) => batch.commandResults)).toHaveLength(150)
    // Two requests with commands and the check of the pages that "sync now" makes.
    expect(server.requests - requests).toBeLessThanOrEqual(4)
  })
})

describe('the feed', () => {
  it('delivers at most one batch per frame, one change per document', async () => {
    const { clock, server, connected, batches } = rig()
    await connected()
    const orderID = server.createOrder()
    for (let count = 0; count < 20; count += 1) server.setStage(orderID, count % 2 ? 'open' : 'initiated')
    batches.length = 0
    await clock.advance(500)
    const events = batches.flatMap((batch) => batch.events)
    expect(events).toHaveLength(21)
    expect(batches.length).toBeLessThan(5)
    for (const batch of batches) {
      expect(new Set(batch.changes.map((change) => change.key)).size).toBe(batch.changes.length)
    }
  })

  it('continues exactly from what state() returned', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    server.createOrder()
    await clock.advance(30)
    const seen = engine.state().recentEvents.length
    let later = 0
    engine.subscribe((batch) => {
      later += batch.events.length
    })
    server.createOrder()
    await clock.advance(500)
    expect(seen + later).toBe(2)
  })

  it('shows frames without journalling them', async () => {
    const { clock, server, engine, connected, batches } = rig()
    await connected()
    await clock.advance(16_000)
    engine.forcePolling()
    server.createOrder()
    await clock.advance(1_000)
    const frames = batches.flatMap((batch) => batch.frames ?? []).map((frame) => frame.eventType)
    expect(frames).toEqual(['connected', 'heartbeat', 'polling_data_refresh'])
    expect(engine.state().recentEvents.map((event) => event.eventType)).toEqual(['order_created'])
  })

  it('survives a listener that throws', async () => {
    const { clock, server, engine, connected, documents } = rig()
    engine.subscribe(() => {
      throw new Error('bad screen')
    })
    await connected()
    server.createOrder()
    await clock.advance(1_000)
    expect(documents()).toEqual(server.documents())
    expect(engine.logEntries('error').length).toBeGreaterThan(0)
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
