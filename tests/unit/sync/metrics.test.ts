import { describe, expect, it } from 'vitest'
import { LOG_LIMIT, LogRing } from '@/lib/sync/metrics/log-ring'
import { FakeClock } from '../../support/fake-clock'
import { rig } from './station-rig'

describe('metrics', () => {
  it('count connections, events, attempts and the time in each transport', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    for (let count = 0; count < 20; count += 1) server.createOrder()
    server.pay(server.createOrder())
    await clock.advance(1_000)
    expect(engine.metrics()).toMatchObject({
      totalConnections: 1,
      totalAttempts: 1,
      failedAttempts: 0,
      errorRate: 0,
      totalEvents: 23,
      eventsByType: { order_created: 21, stage_change: 1, payment_update: 1 },
      eventsPerSecond: 2.3,
    })
    expect(engine.metrics().latencies.every((latency) => latency >= 0 && latency < 1_000)).toBe(true)
    engine.forcePolling()
    await clock.advance(60_000)
    const metrics = engine.metrics()
    expect(metrics.eventsPerSecond).toBe(0)
    expect(metrics).toMatchObject({ fallbackCount: 1, fallbackTime: 60_000 })
    expect(metrics.uptime).toBeGreaterThan(1_800)
    expect(metrics.uptime).toBeLessThan(2_000)
    expect(metrics.uptimeShare).toBeCloseTo(metrics.uptime / 62_000, 3)
  })

  it('measure how long a recovery took, and the share of failed attempts', async () => {
    const { clock, server, engine, connected } = rig()
    await connected()
    server.fault = 'down'
    server.cutStreams()
    await clock.advance(2_000)
    server.fault = 'none'
    await clock.advance(30_000)
    const { recoveryTimes, failedAttempts, totalAttempts, errorRate, reconnects } = engine.metrics()
    expect(reconnects).toBe(1)
    expect(recoveryTimes[0]).toBeGreaterThan(1_900)
    expect(recoveryTimes[0]).toBeLessThan(10_000)
    expect(failedAttempts).toBeGreaterThan(0)
    expect(errorRate).toBe(failedAttempts / totalAttempts)
  })
})

describe('the log ring', () => {
  it('keeps the last 500 entries and picks out a level', () => {
    const forwarded: string[] = []
    const log = new LogRing(new FakeClock(), (entry) => forwarded.push(entry.message))
    for (let count = 1; count <= 1_700; count += 1) log.add(count % 100 === 0 ? 'warn' : 'info', `entry ${count}`)
    expect(log.entries()).toHaveLength(LOG_LIMIT)
    expect(log.entries().at(-1)?.message).toBe('entry 1700')
    expect(log.entries('warn').every((entry) => entry.level === 'warn')).toBe(true)
    expect(forwarded).toHaveLength(1_700)
  })
})
