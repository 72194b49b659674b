import { expect, it } from 'vitest'
import { ServerClock } from '@/lib/sync/status/server-clock'
import { rig } from './station-rig'

const HEARTBEATS = 8 * 15_000

it('tells how far the server’s clock is from the machine’s, on either side', async () => {
  for (const ahead of [7 * 60_000, -7 * 60_000]) {
    const { server, engine, connected } = rig()
    server.clockAhead = ahead
    await connected()
    expect(Math.abs((engine.status().clockOffset ?? 0) - ahead)).toBeLessThan(1_000)
  }
})

it('says that clocks agree which differ by no more than the road takes', async () => {
  const { clock, server, engine, connected } = rig()
  server.clockAhead = 1_500
  await connected()
  await clock.advance(HEARTBEATS)
  expect(engine.status().clockOffset).toBe(0)
})

it('follows a machine’s clock that is set right while the stream is open', async () => {
  const { clock, server, engine, connected } = rig()
  server.clockAhead = 600_000
  await connected()
  await clock.advance(HEARTBEATS)
  clock.jumpWall(600_000)
  server.clockAhead = 0
  await clock.advance(HEARTBEATS)
  expect(engine.status().clockOffset).toBe(0)
})

it('says since when the picture is old by the server’s clock', async () => {
  const { clock, server, engine, connected } = rig()
  server.clockAhead = 3_600_000
  await connected()
  server.fault = 'down'
  server.cutStreams()
  await clock.advance(60_000)
  const { freshness } = engine.status()
  const since = freshness.kind === 'stale' && freshness.since ? Date.parse(freshness.since) : 0
  expect(since - clock.now()).toBeGreaterThan(3_600_000 - 120_000)
})

it('does not change with every heartbeat, and lets one late frame decide nothing', () => {
  let now = Date.parse('2026-01-15T10:00:00Z')
  const clock = new ServerClock(() => now)
  const beat = (ahead: number) => {
    now += 15_000
    clock.hear(new Date(now + ahead).toISOString())
    return clock.offset
  }
  expect([beat(300_000), beat(300_400), beat(299_700), beat(240_000), beat(300_100)]).toEqual(Array(5).fill(300_000))
})
