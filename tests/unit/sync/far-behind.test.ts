import { expect, it } from 'vitest'
import { MemoryJournal, parseEventId } from '@/lib/sync/engine'
import { rig } from './station-rig'

const seqs = (events: readonly { readonly id: string }[]) => events.map(({ id }) => parseEventId(id)?.seq)
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** A client that has seen the first order and was away since, while a site went on. */
async function away({ changes, farBehind = 50, eventHistoryLimit = 10 }: Record<string, number>) {
  const journal = new MemoryJournal()
  const site = rig({ journal, config: { autoConnect: false, farBehind, eventHistoryLimit } })
  const orderID = site.server.createOrder()
  await site.engine.start()
  site.engine.connect()
  await site.clock.advance(1_000)
  expect(site.engine.status()).toMatchObject({ freshness: { kind: 'current' }, head: 1 })
  site.engine.disconnect()
  for (let change = 0; change < (changes ?? 0); change += 1) site.server.setStage(orderID)
  site.batches.length = 0
  site.urls.length = 0
  return { ...site, orderID }
}

it('who is far behind takes a snapshot first, and of the events the newest', async () => {
  const { clock, server, engine, documents, batches, urls } = await away({ changes: 500 })
  const asked = server.requests
  engine.connect()
  await clock.advance(1_000)
  expect(documents()).toEqual(server.documents())
  expect(engine.status()).toMatchObject({ freshness: { kind: 'current' }, cursor: { seq: 501 }, head: 501 })
  expect(seqs(engine.state().recentEvents)).toEqual(from(492, 501))
  expect(urls.map((url) => url.split('=').at(-1))).toEqual(['event_epoch001_1', 'event_epoch001_491'])
  expect(server.requests - asked, 'one snapshot').toBe(1)
  // The first that a screen is shown is the server's state, not one of months ago on its way there.
  expect(batches.find(({ changes }) => changes.length > 0)).toMatchObject({ replace: true })
})

it('who is less than that behind is brought every event', async () => {
  const { clock, server, engine, urls } = await away({ changes: 50, eventHistoryLimit: 100 })
  const asked = server.requests
  engine.connect()
  await clock.advance(1_000)
  expect(engine.status()).toMatchObject({ freshness: { kind: 'current' }, cursor: { seq: 51 } })
  expect(seqs(engine.state().recentEvents)).toEqual(from(2, 51))
  expect([urls.length, server.requests - asked]).toEqual([1, 0])
})

it('goes the same way where pages take the place of the stream', async () => {
  const { clock, server, engine, documents } = await away({ changes: 500 })
  server.fault = 'streams_blocked'
  engine.connect()
  engine.forcePolling()
  await clock.advance(5_000)
  expect(engine.status()).toMatchObject({ connectionState: 'polling_fallback', freshness: { kind: 'current' } })
  expect(documents()).toEqual(server.documents())
  expect(seqs(engine.state().recentEvents)).toEqual(from(492, 501))
})

it('a site that is faster than its snapshots is followed event by event', async () => {
  const { clock, server, engine, documents, orderID } = await away({ changes: 500 })
  // Each snapshot is old by the time that the stream after it is opened.
  server.hides = () => {
    queueMicrotask(() => {
      for (let change = 0; change < 60 && server.head < 2_000; change += 1) server.setStage(orderID)
    })
    return false
  }
  engine.connect()
  await clock.advance(4_000)
  server.hides = () => false
  await clock.advance(4_000)
  expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
  expect(documents()).toEqual(server.documents())
})
