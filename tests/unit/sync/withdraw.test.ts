import { expect, it } from 'vitest'
import { type Command, provisionalID } from '@/lib/domain'
import { MemoryOutbox } from '@/lib/sync/engine'
import type { WaitingCommand } from '@/lib/sync/ports/ports'
import { rig } from './station-rig'

/** A command of a kind that the model's server takes. */
function create(takenAs: string | null = null): Command {
  const payload = {
    ...{ plate: 'WXY 1', vehicleType: 'sedan', services: [{ serviceId: 'basic', optionIds: [] }], queue: 'regular' },
    ...{ customer: null, customerNotes: '', discount: 0, takenAs },
  } as const
  return { id: crypto.randomUUID(), type: 'order.create', issuedAt: '2026-01-15T10:00:00Z', payload } as Command
}

const cancelled = (orderID: string): Command => {
  const payload = { orderID, reason: '' }
  return { id: crypto.randomUUID(), type: 'order.cancel', issuedAt: '2026-01-15T10:00:00Z', payload }
}

const assigned = (orderID: string): Command => {
  const payload = { bayId: 'bay-1', orderID }
  return { id: crypto.randomUUID(), type: 'bay.assign', issuedAt: '2026-01-15T10:00:00Z', payload }
}

const started = (jobId: string): Command => {
  const payload = { jobId }
  return { id: crypto.randomUUID(), type: 'job.start', issuedAt: '2026-01-15T10:00:00Z', payload }
}

/** A station whose server is gone, for long enough to have tried many times. */
async function offline(outbox = new MemoryOutbox()) {
  const station = rig({ outbox })
  await station.connected()
  station.server.fault = 'down'
  station.server.cutStreams()
  await station.clock.advance(60_000)
  return { ...station, outbox }
}

async function back({ server, engine, clock }: Pick<ReturnType<typeof rig>, 'server' | 'engine' | 'clock'>) {
  server.fault = 'none'
  engine.syncNow()
  await clock.advance(10_000)
}

const idsOf = (pending: readonly Command[] = []) => pending.map(({ id }) => id)

it.each(['down', 'stalled', 'http_502', 'http_503', 'portal_200', 'portal_502'] as const)(
  'what is done while the way to the server is %s stays unsent, however often it is tried',
  async (fault) => {
    const { engine, server, clock } = await offline()
    server.fault = fault
    const commands = [create(), create()]
    for (const command of commands) await engine.send(command)
    await clock.advance(600_000)
    expect(engine.state().unsent).toEqual(idsOf(commands))
    expect(server.batches).toEqual([])
    expect(await engine.withdraw([commands[0]?.id ?? ''])).toEqual({ status: 'withdrawn' })
    await back({ server, engine, clock })
    expect(server.batches).toEqual([[commands[1]?.id]])
    expect(engine.state()).toMatchObject({ pending: [], unsent: [] })
  },
)

it('what was taken back is told to every screen and written down, and is gone after a restart', async () => {
  const { engine, batches, clock, outbox } = await offline()
  const [one, two] = [create(), create()]
  for (const command of [one, two]) await engine.send(command)
  await engine.withdraw([one.id])
  await clock.advance(100)
  expect(batches.flatMap(({ withdrawn }) => withdrawn ?? [])).toEqual([one.id])
  expect(batches.flatMap(({ unsent }) => (unsent ? [unsent] : [])).at(-1)).toEqual([two.id])
  expect(engine.status().pendingCommands).toBe(1)
  const written = engine.logEntries().filter(({ message }) => message === 'A person took a waiting command back')
  expect(written).toMatchObject([{ detail: { id: one.id, type: 'order.create', issuedAt: one.issuedAt } }])
  await engine.stop()
  const again = rig({ outbox })
  const { pending, unsent } = await again.engine.start()
  expect(idsOf(pending)).toEqual([two.id])
  expect(unsent).toEqual([two.id])
})

it('with a server, a tap leaves at once and cannot be taken back', async () => {
  const { engine, server, clock, connected } = rig({ outbox: new MemoryOutbox() })
  await connected()
  server.fault = 'stalled'
  const command = create()
  await engine.send(command)
  await clock.advance(100)
  expect(engine.state()).toMatchObject({ pending: [{ id: command.id }], unsent: [] })
  expect(await engine.withdraw([command.id])).toEqual({ status: 'too_late' })
  // What is tapped behind it has not left.
  const next = create()
  await engine.send(next)
  expect(engine.state().unsent).toEqual([next.id])
  expect(await engine.withdraw([next.id])).toEqual({ status: 'withdrawn' })
  await back({ server, engine, clock })
  await clock.advance(60_000)
  expect([...server.executions.keys()]).toEqual([command.id])
})

it('killed between the mark and the request, it is not offered again: it may have left', async () => {
  const outbox = new MemoryOutbox()
  const { engine, server, clock, connected } = rig({ outbox })
  await connected()
  server.fault = 'stalled'
  const command = create()
  await engine.send(command)
  await clock.advance(1)
  const again = rig({ outbox })
  again.server.fault = 'down'
  await again.engine.start()
  expect(idsOf(again.engine.state().pending)).toEqual([command.id])
  expect(again.engine.state().unsent).toEqual([])
  expect(await again.engine.withdraw([command.id])).toEqual({ status: 'too_late' })
})

it('taken back while the server is asked whether it is there, it is not sent with the others', async () => {
  const { engine, server, clock } = await offline()
  const [one, two] = [create(), create()]
  for (const command of [one, two]) await engine.send(command)
  server.fault = 'none'
  engine.syncNow()
  // The question is on its way.
  await clock.advance(1)
  expect(server.batches).toEqual([])
  expect(await engine.withdraw([one.id])).toEqual({ status: 'withdrawn' })
  await clock.advance(10_000)
  expect([...server.executions.keys()]).toEqual([two.id])
})

it('taken back in another tab, whose word has not come yet, it is not sent, and leaves the screen', async () => {
  const { engine, server, clock, outbox, batches } = await offline()
  const [one, two] = [create(), create()]
  for (const command of [one, two]) await engine.send(command)
  await outbox.withdraw(() => [one.id])
  await back({ server, engine, clock })
  expect([...server.executions.keys()]).toEqual([two.id])
  expect(batches.flatMap(({ withdrawn }) => withdrawn ?? [])).toContain(one.id)
  expect(engine.state()).toMatchObject({ pending: [], unsent: [] })
})

it('taken back while the outbox is read again, it does not come back with what was read', async () => {
  class SlowDisk extends MemoryOutbox {
    readonly clock = { pause: async () => undefined as unknown }
    override async pending(): Promise<readonly Command[]> {
      const read = (await super.pending()) as Command[]
      await this.clock.pause()
      return read
    }
  }
  const outbox = new SlowDisk()
  const { engine, clock, server } = await offline(outbox)
  const command = create()
  await engine.send(command)
  await clock.advance(500)
  outbox.clock.pause = () => new Promise((resolve) => clock.setTimeout(() => resolve(null), 50))
  server.fault = 'stalled'
  engine.syncNow()
  await clock.advance(10)
  expect(await engine.withdraw([command.id])).toEqual({ status: 'withdrawn' })
  await clock.advance(1_000)
  expect(engine.state()).toMatchObject({ pending: [], unsent: [] })
})

it('what names an order or a job that is not made then goes with it, or nothing does', async () => {
  const { engine, server, clock } = await offline()
  const takenAs = provisionalID('D7K-0001', crypto.randomUUID())
  const order = create(takenAs)
  const toBay = assigned(takenAs)
  const start = started(toBay.id)
  const [other, paid] = [create(), cancelled(takenAs)]
  const all = [order, toBay, other, start, paid]
  for (const command of all) await engine.send(command)
  expect(await engine.withdraw([order.id])).toEqual({ status: 'more', ids: [toBay.id, start.id, paid.id] })
  expect(await engine.withdraw([toBay.id])).toEqual({ status: 'more', ids: [start.id] })
  expect(idsOf(engine.state().pending)).toEqual(idsOf(all))
  expect(await engine.withdraw([order.id, toBay.id, start.id, paid.id])).toEqual({ status: 'withdrawn' })
  // A second time, in another window: there is nothing to take back.
  expect(await engine.withdraw([order.id])).toEqual({ status: 'too_late' })
  await back({ server, engine, clock })
  expect([...server.executions.keys()]).toEqual([other.id])
})

it('a disk that cannot keep it sends nothing and takes nothing back', async () => {
  class FullDisk extends MemoryOutbox {
    full = true
    override async letGo(ids: readonly string[]): Promise<readonly string[]> {
      if (this.full) throw new Error('full')
      return super.letGo(ids)
    }
    override async withdraw(choose: (waiting: readonly WaitingCommand[]) => readonly string[]): Promise<void> {
      if (this.full) throw new Error('full')
      return super.withdraw(choose)
    }
  }
  const outbox = new FullDisk()
  const { engine, server, clock, connected } = rig({ outbox })
  await connected()
  const command = create()
  await engine.send(command)
  await clock.advance(60_000)
  expect(server.batches).toEqual([])
  await expect(engine.withdraw([command.id])).rejects.toThrow('full')
  expect(engine.state().unsent).toEqual([command.id])
  outbox.full = false
  await clock.advance(120_000)
  expect([...server.executions.keys()]).toEqual([command.id])
  expect(engine.status().pendingCommands).toBe(0)
})
