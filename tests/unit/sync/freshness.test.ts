import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONNECTION_STATES } from '@/lib/sync/engine'
import { assessFreshness, type FreshnessInput } from '@/lib/sync/status/freshness'
import { rig } from './station-rig'

const healthy: FreshnessInput = {
  connectionState: 'connected',
  unauthorized: false,
  journalFailed: false,
  attempts: 0,
  sinceFrame: 0,
  heartbeatInterval: 15_000,
  sincePoll: null,
  pollingInterval: 15_000,
  behind: 0,
  lastCurrentAt: '2026-01-15T10:00:00.000Z',
}
const polling = { ...healthy, connectionState: 'polling_fallback', sinceFrame: null, sincePoll: 0 } as const
const assess = (rest: Partial<FreshnessInput>, base: FreshnessInput = healthy) => assessFreshness({ ...base, ...rest })
const stale = (cause: string) => ({ kind: 'stale', since: healthy.lastCurrentAt, cause })

describe('freshness', () => {
  it('is current when nothing is missing and the server spoke within 2.5 heartbeats', () => {
    expect(assess({ sinceFrame: 37_500 })).toEqual({ kind: 'current' })
    expect(assess({ sinceFrame: 37_501 })).toEqual(stale('silent'))
  })

  it('is current while polling for two intervals after a poll', () => {
    expect(assess({ sincePoll: 30_000 }, polling)).toEqual({ kind: 'current' })
    expect(assess({ sincePoll: 30_001 }, polling)).toEqual(stale('server_unreachable'))
    expect(assess({ sincePoll: null }, polling)).toEqual(stale('server_unreachable'))
  })

  it('counts how far behind it is', () => {
    expect(assess({ behind: 7 })).toEqual({ kind: 'catching_up', behind: 7 })
  })

  it('names the cause of a stale picture', () => {
    expect(assess({ journalFailed: true })).toEqual(stale('journal_failed'))
    expect(assess({ unauthorized: true })).toEqual(stale('unauthorized'))
    expect(assess({ connectionState: 'disconnected' })).toEqual(stale('not_connected'))
    expect(assess({ connectionState: 'reconnecting', attempts: 1 })).toEqual(stale('server_unreachable'))
    expect(assess({ behind: null })).toEqual(stale('not_connected'))
  })

  it('is never current unless every condition holds', () => {
    const input = fc.record({
      connectionState: fc.constantFrom(...CONNECTION_STATES),
      unauthorized: fc.boolean(),
      journalFailed: fc.boolean(),
      attempts: fc.nat(9),
      sinceFrame: fc.option(fc.nat(100_000)),
      heartbeatInterval: fc.integer({ min: 1, max: 60_000 }),
      sincePoll: fc.option(fc.nat(100_000)),
      pollingInterval: fc.integer({ min: 1, max: 60_000 }),
      behind: fc.option(fc.nat(100)),
      lastCurrentAt: fc.constant(null),
    })
    fc.assert(
      fc.property(input, (each) => {
        if (assessFreshness(each).kind !== 'current') return
        expect(each).toMatchObject({ unauthorized: false, journalFailed: false, behind: 0 })
        const streaming = each.connectionState === 'connected'
        const silence = streaming ? each.sinceFrame : each.sincePoll
        expect(silence).not.toBeNull()
        expect(silence).toBeLessThanOrEqual(streaming ? each.heartbeatInterval * 2.5 : each.pollingInterval * 2)
      }),
      { numRuns: 5_000 },
    )
  })
})

it.each([
  ['a moment', 2_000],
  ['twenty seconds', 20_000],
  ['minutes', 400_000],
])('a screen is current within ten seconds after its server was away for %s', async (_, away) => {
  const { clock, server, engine, connected } = rig({ random: () => 0.999 })
  await connected()
  server.fault = 'down'
  server.cutStreams()
  await clock.advance(away)
  expect(engine.status().freshness.kind).not.toBe('current')
  server.fault = 'none'
  await clock.advance(10_000)
  expect(engine.status().freshness).toEqual({ kind: 'current' })
})
