import { expect, it } from 'vitest'
import { COMMANDING } from '@/lib/sync/car-wash/commanding'
import { READING } from '@/lib/sync/car-wash/reading'
import { MemoryJournal } from '@/lib/sync/engine'
import { SyncManager } from '@/lib/sync/sync-manager'
import { PAGING, type Paging } from '@/lib/sync/transport/paging'
import { FakeClock } from '../../support/fake-clock'
import { FakeServer } from '../../support/fake-server'

/** An engine to which what asks for pages is brought when it is needed, as pages have it. */
async function page() {
  const clock = new FakeClock()
  const server = new FakeServer(clock, () => 0.5)
  const brought = { times: 0, missing: false }
  const paging = async (): Promise<Paging> => {
    brought.times++
    if (brought.missing) throw new TypeError('Failed to fetch dynamically imported module')
    return PAGING
  }
  const engine = new SyncManager({
    ...{ domain: READING, commanding: COMMANDING, paging, serverUrl: 'http://server.test', clock },
    ...{ journal: new MemoryJournal(), random: () => 0.5, fetch: server.fetch },
    eventSourceFactory: server.eventSourceFactory,
  })
  await engine.start()
  await clock.advance(1_000)
  const state = () => engine.status().connectionState
  return { clock, server, brought, engine, state }
}

const ONE_POLL = 20_000

it('a stream that works asks for nothing of it', async () => {
  const { brought, clock, state } = await page()
  await clock.advance(60_000)
  expect({ state: state(), times: brought.times }).toEqual({ state: 'connected', times: 0 })
})

it('polling brings it, and a page that cannot be had is a failed poll like any other', async () => {
  const { brought, clock, engine, server, state } = await page()
  server.fault = 'streams_blocked'
  engine.forcePolling()
  await clock.advance(ONE_POLL)
  expect(state()).toBe('polling_fallback')
  expect(brought.times).toBeGreaterThan(0)
  expect(engine.status().freshness.kind).toBe('current')
  server.fault = 'down'
  await clock.advance(10 * ONE_POLL)
  expect(engine.status().breaker).not.toBe('closed')
})

it('where it does not come it is tried again, and no more once nobody polls', async () => {
  const { brought, clock, engine, server } = await page()
  brought.missing = true
  server.fault = 'streams_blocked'
  engine.forcePolling()
  await clock.advance(3 * ONE_POLL)
  expect(brought.times).toBeGreaterThan(2)
  expect(engine.status().freshness.kind).toBe('stale')
  brought.missing = false
  await clock.advance(ONE_POLL)
  expect(engine.status().freshness.kind).toBe('current')
  const { times } = brought
  engine.disconnect()
  await clock.advance(10 * ONE_POLL)
  expect(brought.times).toBe(times)
})

it('a look at the page brings it too, and what does not come then costs the stream', async () => {
  const { brought, clock, engine, state } = await page()
  brought.missing = true
  engine.syncNow()
  await clock.advance(1)
  expect(brought.times).toBe(1)
  expect(state()).toBe('reconnecting')
  brought.missing = false
  await clock.advance(ONE_POLL)
  expect(state()).toBe('connected')
})
