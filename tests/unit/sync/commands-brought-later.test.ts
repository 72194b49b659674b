import { expect, it } from 'vitest'
import { newCommandId } from '@/lib/domain'
import { COMMANDING } from '@/lib/sync/car-wash/commanding'
import { READING } from '@/lib/sync/car-wash/reading'
import { MemoryJournal, MemoryOutbox, type Outbox } from '@/lib/sync/engine'
import type { Commanding } from '@/lib/sync/outbox/commanding'
import { LaterOutbox } from '@/lib/sync/outbox/later-outbox'
import { SyncManager } from '@/lib/sync/sync-manager'
import { PAGING } from '@/lib/sync/transport/paging'
import { FakeClock } from '../../support/fake-clock'
import { FakeServer } from '../../support/fake-server'

/** An engine to which what sends commands is brought when it is needed, as pages have it. */
function page(options: { outbox?: Outbox } = {}) {
  const clock = new FakeClock()
  const server = new FakeServer(clock, () => 0.5)
  const brought = { times: 0, missing: false }
  const commanding = async (): Promise<Commanding> => {
    brought.times++
    if (brought.missing) throw new TypeError('Failed to fetch dynamically imported module')
    return COMMANDING
  }
  const engine = new SyncManager({
    ...{ domain: READING, commanding, paging: PAGING, serverUrl: 'http://server.test' },
    ...{ journal: new MemoryJournal(), clock },
    ...{ outbox: options.outbox, random: () => 0.5, fetch: server.fetch },
    eventSourceFactory: server.eventSourceFactory,
  })
  const connected = async () => {
    await engine.start()
    await clock.advance(1_000)
  }
  return { clock, server, brought, engine, connected }
}

const closed = () => ({
  ...{ id: newCommandId(), type: 'queue.close', issuedAt: '2026-01-15T10:00:00Z' },
  payload: { queue: 'vip' },
})
const ids = (list: readonly { readonly id: string }[] = []) => list.map(({ id }) => id)

it('a page that only reads is brought nothing', async () => {
  const { engine, brought, clock, connected } = page()
  await connected()
  engine.syncNow()
  await clock.advance(60_000)
  expect(engine.status()).toMatchObject({ connectionState: 'connected', pendingCommands: 0, commandsKept: 'memory' })
  expect(brought.times).toBe(0)
})

it('the first command brings it, once for all', async () => {
  const { engine, brought, clock, connected, server } = page()
  await connected()
  const commands = [closed(), closed()]
  await Promise.all(commands.map((command) => engine.send(command)))
  await clock.advance(1_000)
  expect(server.batches.flat()).toEqual(ids(commands))
  expect({ times: brought.times, pending: engine.state().pending }).toEqual({ times: 1, pending: [] })
})

it('what did not come is said to whoever sends, and comes with the next try', async () => {
  const { engine, brought, clock, connected, server } = page()
  await connected()
  brought.missing = true
  await expect(engine.send(closed())).rejects.toThrow('imported module')
  brought.missing = false
  const command = closed()
  await engine.send(command)
  await clock.advance(1_000)
  expect(server.batches.flat()).toEqual([command.id])
})

it('what waits from an earlier session is sent at the start, and later where what sends does not come at once', async () => {
  const kept = new MemoryOutbox()
  const command = closed()
  await kept.add(command)
  const { engine, brought, clock, connected, server } = page({ outbox: new LaterOutbox(async () => kept) })
  brought.missing = true
  await connected()
  expect(engine.status().connectionState).toBe('connected')
  expect(server.batches.flat()).toEqual([])
  brought.missing = false
  engine.syncNow()
  await clock.advance(1_000)
  expect(server.batches.flat()).toEqual([command.id])
})

it('an engine that was stopped meanwhile sends nothing more', async () => {
  const { engine, clock, connected, server } = page()
  await connected()
  const sending = engine.send(closed())
  await engine.stop()
  await sending
  await clock.advance(10_000)
  expect(server.batches.flat()).toEqual([])
})
