import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FaultProxy } from '../support/fault-proxy'
import { Follower, until } from '../support/follower'
import { startServer, type TestServer } from '../support/server'
import { head, newOrder, rowOf } from '../support/site'

let server: TestServer
let order: { orderID: string; row: number | string }
let proxy: FaultProxy
let follower: Follower
let startSeq: number
let written = 0

beforeAll(async () => {
  server = await startServer({ env: { AX_HEARTBEAT_MS: '200' } })
  const orderID = await newOrder(server)
  order = { orderID, row: await rowOf(server, orderID) }
})

afterAll(() => server?.stop())

beforeEach(async () => {
  proxy = await FaultProxy.start(server.url)
  follower = new Follower(proxy.url, server.asStation())
  await follower.start()
  await until('the first picture', () => follower.status.freshness.kind === 'current')
  await until('connected, and said so', () => follower.states.at(-1) === 'connected')
  startSeq = await head(server)
})

afterEach(async () => {
  await follower.stop()
  await proxy.stop()
})

/** One change at the server, past the proxy. */
async function change(times = 1): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    written += 1
    await server.rest('PATCH', `/api/orders/${order.row}`, { staffNotes: `change ${written}` })
  }
}

/** Everything that was written arrived, once and in order, and the picture is the server's. */
async function expectNothingLostOrDoubled(): Promise<void> {
  const last = await head(server)
  await until(`current at ${last}`, () => follower.status.freshness.kind === 'current' && follower.seqs.at(-1) === last)
  expect(follower.seqs).toEqual(Array.from({ length: last - startSeq }, (_, index) => startSeq + 1 + index))
  expect(follower.order(order.orderID)?.staffNotes).toBe(`change ${written}`)
}

/** The states passed through, without those before the fault. */
const statesSince = (index: number) => follower.states.slice(index)

describe('a network that fails', () => {
  it('cut and healed: reconnects by cursor', async () => {
    const from = follower.states.length
    await change(3)
    proxy.set({ kind: 'cut' })
    await until('the loss is noticed', () => follower.status.connectionState !== 'connected')
    await change(5)
    expect(follower.status.freshness.kind).not.toBe('current')
    proxy.set({ kind: 'pass' })
    await expectNothingLostOrDoubled()
    await until('connected', () => follower.states.at(-1) === 'connected')
    expect(statesSince(from)[0]).toBe('reconnecting')
  })

  it('cut for long: polling takes over when the attempts are exhausted, and hands back', async () => {
    // Attempts that failed before the cut would count: on a busy machine a heartbeat may have come late.
    await until('connected for good', () => follower.states.at(-1) === 'connected' && follower.status.attempts === 0)
    const from = follower.states.length
    proxy.set({ kind: 'cut' })
    await until('polling', () => follower.status.connectionState === 'polling_fallback')
    await change(4)
    expect(follower.status.freshness.kind).toBe('stale')
    proxy.set({ kind: 'pass' })
    await expectNothingLostOrDoubled()
    await until('SSE is back', () => follower.states.at(-1) === 'connected')
    await change(2)
    await expectNothingLostOrDoubled()
    expect(statesSince(from)).toEqual(['reconnecting', 'polling_fallback', 'connected'])
  })

  it('stalled half-open: the watchdog notices within 2.5 heartbeats and nothing claims to be current', async () => {
    proxy.set({ kind: 'stall' })
    await change(3)
    await until('no longer current', () => follower.status.freshness.kind !== 'current')
    await until('the loss is noticed', () => follower.status.connectionState !== 'connected')
    proxy.set({ kind: 'pass' })
    await expectNothingLostOrDoubled()
  })

  it('throttled: falls behind, says so, and catches up', async () => {
    proxy.set({ kind: 'throttle', bytesPerSecond: 20_000 })
    await change(40)
    proxy.set({ kind: 'pass' })
    await expectNothingLostOrDoubled()
  })

  it('502 from a gateway: polling is tried, the breaker opens, and all is back when the gateway is', async () => {
    proxy.set({ kind: 'badGateway' })
    await until('the breaker opens', () => follower.status.breaker === 'open')
    await change(3)
    expect(follower.status.freshness.kind).toBe('stale')
    proxy.set({ kind: 'pass' })
    await expectNothingLostOrDoubled()
    await until('SSE is back', () => follower.states.at(-1) === 'connected')
  })

  it('twenty random faults during a burst: every seq once, in order', async () => {
    const faults = ['cut', 'pass', 'stall', 'pass', 'badGateway', 'pass'] as const
    let bursting = true
    const burst = change(150).finally(() => {
      bursting = false
    })
    for (let index = 0; index < 20 && bursting; index += 1) {
      proxy.set({ kind: faults[index % faults.length] as (typeof faults)[number] })
      const until = written + 4 + Math.floor(Math.random() * 6)
      while (bursting && written < until) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    proxy.set({ kind: 'pass' })
    await burst
    await expectNothingLostOrDoubled()
  })
})
