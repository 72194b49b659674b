import { describe, expect, it } from 'vitest'
import type { Command } from '@/lib/domain'
import { CAR_WASH } from '@/lib/sync/car-wash/domain'
import { type CommandResult, MemoryOutbox } from '@/lib/sync/engine'
import { StuckCommands } from '@/lib/sync/outbox/stuck-commands'
import { rig } from './station-rig'

let made = 0

function about(payload: { orderID: string } = { orderID: `AX-20260115-${String(++made).padStart(4, '0')}` }): Command {
  const issuedAt = '2026-01-15T10:00:00Z'
  return { id: crypto.randomUUID(), type: 'order.setStage', issuedAt, payload: { ...payload, stage: 'open' } }
}

function newOrder(): Command {
  const [plate, vehicleType, queue, customer] = ['WXY 1234', 'sedan', 'regular', null] as const
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const payload = { plate, vehicleType, services, queue, customer, customerNotes: '', discount: 0, takenAs: null }
  return { id: crypto.randomUUID(), type: 'order.create', issuedAt: '2026-01-15T10:00:00Z', payload }
}

async function station(outbox = new MemoryOutbox()) {
  const site = rig({ outbox })
  await site.connected()
  const results = () => site.batches.flatMap(({ commandResults }) => commandResults)
  return {
    ...site,
    results,
    resultOf: ({ id }: Command): CommandResult | undefined => results().find((result) => result.id === id),
    answered: () => results().map(({ id }) => id),
  }
}

describe("a stranger's answer to commands", () => {
  for (const fault of ['portal_400', 'portal_401', 'portal_403', 'portal_502', 'portal_200'] as const) {
    it(`${fault}: refuses nothing, and all are sent when the server is there again`, async () => {
      const { clock, server, engine, results, answered } = await station()
      server.fault = fault
      const commands = [about(), about(), about()]
      for (const command of commands) await engine.send(command)
      await clock.advance(120_000)
      expect(results()).toEqual([])
      expect(engine.status()).toMatchObject({ pendingCommands: 3 })
      expect(engine.status().reason).not.toBe('unauthorized')
      server.fault = 'none'
      await clock.advance(180_000)
      expect(answered()).toEqual(commands.map(({ id }) => id))
    })
  }
})

describe('a command that the server cannot read', () => {
  it('is refused in its words and kept; the others of its batch go on', async () => {
    const { clock, server, engine, answered, resultOf } = await station()
    server.fault = 'down'
    const commands = [about(), about(), about()] as const
    for (const command of commands) await engine.send(command)
    server.unreadable.add(commands[1].id)
    server.fault = 'none'
    await clock.advance(60_000)
    expect(new Set(answered())).toEqual(new Set(commands.map(({ id }) => id)))
    expect(resultOf(commands[1])).toMatchObject({ status: 'rejected', code: 'invalid' })
    expect(resultOf(commands[1])).toHaveProperty('message', expect.stringContaining('Not understood'))
    expect(engine.status().pendingCommands).toBe(0)
  })
})

describe('a command on which the server throws', () => {
  for (const answersBeforeThrow of [true, false]) {
    it(`does not block the others (${answersBeforeThrow ? 'short answer' : 'error without answers'})`, async () => {
      const { clock, server, engine, answered } = await station()
      server.answersBeforeThrow = answersBeforeThrow
      server.fault = 'down'
      const commands = [about(), about(), about()] as const
      const behind = about({ orderID: (commands[1].payload as { orderID: string }).orderID })
      for (const command of [...commands, behind]) await engine.send(command)
      server.throwing.add(commands[1].id)
      server.fault = 'none'
      await clock.advance(60_000)
      expect(answered()).toEqual([commands[0].id, commands[2].id])
      const later = about()
      await engine.send(later)
      await clock.advance(2_000)
      expect(answered()).toContain(later.id)
      server.throwing.clear()
      await clock.advance(60_000)
      expect(answered().slice(-2)).toEqual([commands[1].id, behind.id])
    })
  }

  it('is set aside as refused in the end, and what waited behind it is sent', async () => {
    const { clock, server, engine, resultOf } = await station()
    const bad = about()
    const behind = about({ orderID: (bad.payload as { orderID: string }).orderID })
    server.throwing.add(bad.id)
    await engine.send(bad)
    await engine.send(behind)
    await clock.advance(600_000)
    expect(resultOf(bad)).toMatchObject({ status: 'rejected', reason: 'rules.command.unanswered' })
    expect(resultOf(behind)).toMatchObject({ code: 'not_allowed' })
    expect(engine.status().pendingCommands).toBe(0)
  })

  it('is not told as undone though it was done on an answer that got lost', async () => {
    const { clock, server, engine, resultOf } = await station()
    server.loseNextCommandAnswer = true
    const command = newOrder()
    await engine.send(command)
    await clock.advance(500)
    expect(server.executions.get(command.id)).toBe(1)
    server.throwing.add(command.id)
    await clock.advance(600_000)
    expect(resultOf(command)).toMatchObject({ status: 'rejected', reason: 'rules.command.unanswered' })
    expect(resultOf(command)).not.toHaveProperty('message', expect.stringContaining('nothing was done'))
    expect(server.executions.get(command.id)).toBe(1)
  })

  it('keeps the order of what touches the same document', () => {
    const stuck = new StuckCommands(CAR_WASH)
    const [first, other] = [about(), about()]
    const second = about({ orderID: (first.payload as { orderID: string }).orderID })
    stuck.failed(first)
    expect(stuck.passing([first, second, other])).toEqual([other])
    expect(stuck.next([first, second, other])).toBe(first)
  })
})

describe('a command that another tab left', () => {
  it('is found though the look was asked for while a request was under way', async () => {
    const outbox = new MemoryOutbox()
    const { clock, engine, answered } = await station(outbox)
    const [own, left] = [about(), about()]
    await engine.send(own)
    await clock.advance(10)
    await outbox.add(left)
    engine.syncNow()
    await clock.advance(1_000)
    expect(answered()).toEqual([own.id, left.id])
  })
})

describe('refused credentials', () => {
  it('are tried again after a minute and then every five, without a person', async () => {
    const { clock, server, engine } = await station()
    server.fault = 'http_401'
    engine.dropStream()
    await clock.advance(5_000)
    expect(engine.status()).toMatchObject({ connectionState: 'error', reason: 'unauthorized', refusals: 1 })
    await clock.advance(70_000)
    expect(engine.status()).toMatchObject({ reason: 'unauthorized', refusals: 2 })
    const { requests } = server
    await clock.advance(200_000)
    expect(server.requests).toBe(requests)
    server.fault = 'none'
    await clock.advance(120_000)
    expect(engine.status()).toMatchObject({ connectionState: 'connected', refusals: 0, freshness: { kind: 'current' } })
  })

  it('are tried at once when somebody asks', async () => {
    const { clock, server, engine } = await station()
    server.fault = 'http_401'
    engine.dropStream()
    await clock.advance(5_000)
    server.fault = 'none'
    engine.syncNow()
    await clock.advance(1_000)
    expect(engine.status().connectionState).toBe('connected')
  })
})
