import { describe, expect, it } from 'vitest'
import { MemoryJournal } from '@/lib/sync/engine'
import { sampleOrder } from '../../support/sample-documents'
import { createCommand, rig } from './station-rig'

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

  it('waits for no longer after a failed attempt because of what failed before it had a stream', async () => {
    const { clock, server, engine, connected } = rig({ random: () => 0.99 })
    await connected()
    const waits = () => Date.parse(engine.status().nextRetryAt ?? '') - clock.now()
    for (let lost = 1; lost < 3; lost += 1) {
      server.cutStreams()
      await clock.advance(2_000)
      expect(engine.status().connectionState).toBe('connected')
    }
    server.fault = 'streams_blocked'
    server.cutStreams()
    const { attempts } = engine.status()
    const failsAgain = async (times: number) => {
      for (let passed = 0; passed < 100 && engine.status().attempts < attempts + 1 + times; passed += 1)
        await clock.advance(100)
      return waits()
    }
    expect(await failsAgain(1)).toBeLessThanOrEqual(1_000)
    expect(engine.status()).toMatchObject({ connectionState: 'reconnecting', reason: 'stream_blocked' })
    expect(await failsAgain(2)).toBeGreaterThan(1_000)
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
