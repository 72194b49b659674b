import { describe, expect, it } from 'vitest'
import { createCommand, rig } from './station-rig'

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
