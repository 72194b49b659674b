import { expect, it } from 'vitest'
import type { Command } from '@/lib/domain'
import { MemoryOutbox } from '@/lib/sync/engine'
import type { RefusedCommand } from '@/lib/sync/outbox/refused-command'
import { rig } from './station-rig'

/** The model's server refuses what it does not know. */
function cancel(): Command {
  const payload = { orderID: 'AX-20260115-0001', reason: '' }
  return { id: crypto.randomUUID(), type: 'order.cancel', issuedAt: '2026-01-15T10:00:00Z', payload }
}

const ids = (refused: readonly RefusedCommand[] = []) => refused.map(({ command }) => command.id)

it('what the server refuses is kept with its answer, told, and there again after a restart', async () => {
  const outbox = new MemoryOutbox()
  const { engine, clock, batches, connected } = rig({ outbox })
  await connected()
  const commands = [cancel(), cancel()]
  for (const command of commands) await engine.send(command)
  await clock.advance(1_000)
  expect(engine.status().pendingCommands).toBe(0)
  const [first] = engine.state().refused ?? []
  expect(first).toMatchObject({ command: commands[0], answer: { status: 'rejected', code: 'not_allowed' } })
  expect(batches.flatMap(({ refused }) => (refused ? [ids(refused)] : [])).at(-1)).toEqual(commands.map(({ id }) => id))
  await engine.stop()

  const again = rig({ outbox })
  const state = await again.engine.start()
  expect(ids(state.refused)).toEqual(commands.map(({ id }) => id))
})

it('it stays until a person decides, and the decision is written down', async () => {
  const outbox = new MemoryOutbox()
  const { engine, clock, batches, connected } = rig({ outbox })
  await connected()
  const [one, two] = [cancel(), cancel()]
  for (const command of [one, two]) await engine.send(command)
  await clock.advance(600_000)
  expect(ids(engine.state().refused)).toEqual([one.id, two.id])
  await engine.release(one.id, 'not_needed')
  await clock.advance(100)
  expect(ids(engine.state().refused)).toEqual([two.id])
  expect(ids(batches.at(-1)?.refused)).toEqual([two.id])
  expect(ids(await outbox.refused())).toEqual([two.id])
  expect(engine.logEntries().at(-1)).toMatchObject({
    message: 'A person decided on a refused command',
    detail: {
      ...{ decision: 'not_needed', id: one.id, type: 'order.cancel', issuedAt: one.issuedAt },
      ...{ orderID: 'AX-20260115-0001', refused: 'not_allowed' },
    },
  })
  await engine.release('nobody knows it', 'mistake')
  expect(ids(engine.state().refused)).toEqual([two.id])
})

it('a disk that cannot be read for a while takes nothing off the screen', async () => {
  class Failing extends MemoryOutbox {
    override kept: 'durable' | 'memory' = 'durable'
    override async refused(): Promise<readonly RefusedCommand[]> {
      return this.kept === 'memory' ? [] : super.refused()
    }
  }
  const outbox = new Failing()
  const { engine, clock, connected } = rig({ outbox })
  await connected()
  const command = cancel()
  await engine.send(command)
  await clock.advance(1_000)
  outbox.kept = 'memory'
  engine.syncNow()
  await clock.advance(1_000)
  expect(ids(engine.state().refused)).toEqual([command.id])
  outbox.kept = 'durable'
  await outbox.release(command.id)
  engine.syncNow()
  await clock.advance(1_000)
  expect(ids(engine.state().refused)).toEqual([])
})

it('a refusal that cannot be kept is not told: the server is asked again', async () => {
  class FullDisk extends MemoryOutbox {
    full = true
    override async setAside(refused: readonly RefusedCommand[]): Promise<void> {
      if (this.full) throw new Error('full')
      await super.setAside(refused)
    }
  }
  const outbox = new FullDisk()
  const { engine, clock, batches, connected } = rig({ outbox })
  await connected()
  const command = cancel()
  await engine.send(command)
  await clock.advance(60_000)
  expect(batches.flatMap(({ commandResults }) => commandResults)).toEqual([])
  expect(engine.status().pendingCommands).toBe(1)
  outbox.full = false
  await clock.advance(120_000)
  expect(batches.flatMap(({ commandResults }) => commandResults).map(({ id }) => id)).toEqual([command.id])
  expect(ids(engine.state().refused)).toEqual([command.id])
  expect(engine.status().pendingCommands).toBe(0)
})
