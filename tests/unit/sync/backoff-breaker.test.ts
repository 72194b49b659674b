import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffDelay, jittered, parseRetryAfter } from '@/lib/sync/connection/backoff'
import { type Breaker, CLOSED_BREAKER, recordFailure, recordSuccess, tryPass } from '@/lib/sync/connection/breaker'
import { DEFAULT_SYNC_CONFIG } from '@/lib/sync/engine'

describe('backoff', () => {
  const most = (failures: number) => backoffDelay(failures, DEFAULT_SYNC_CONFIG, () => 0.999_999)

  it('doubles from 1 s to 5 s', () => {
    const seconds = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) => Math.ceil(most(failures) / 1000))
    expect(seconds).toEqual([1, 2, 4, 5, 5, 5, 5, 5])
  })

  it('spreads over the whole span (full jitter)', () => {
    expect(backoffDelay(3, DEFAULT_SYNC_CONFIG, () => 0)).toBe(0)
    expect(backoffDelay(3, DEFAULT_SYNC_CONFIG, () => 0.5)).toBe(2_000)
  })

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, r) => {
        const delay = backoffDelay(failures, DEFAULT_SYNC_CONFIG, () => r)
        return delay >= 0 && delay <= DEFAULT_SYNC_CONFIG.maxReconnectDelay
      }),
    )
  })

  it('jitters an interval by its fraction', () => {
    expect([0, 0.5, 0.999_999].map((r) => jittered(15_000, 0.1, () => r))).toEqual([13_500, 15_000, 16_500])
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-01-15T10:00:00Z')
  it.each([
    ['3', 3_000],
    ['0', 0],
    ['999999', 3_600_000],
    ['Thu, 15 Jan 2026 10:00:30 GMT', 30_000],
    ['Thu, 15 Jan 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s is %s ms', (header, expected) => {
    expect(parseRetryAfter(header, now, 3_600_000)).toBe(expected)
  })
})

describe('circuit breaker', () => {
  const config = { breakerThreshold: 5, breakerCooldown: 30_000 }
  const failed = (times: number, from: Breaker = CLOSED_BREAKER) => {
    let breaker = from
    for (let time = 0; time < times; time += 1) breaker = recordFailure(breaker, 1_000, config)
    return breaker
  }

  it('opens at five failures in a row', () => {
    expect(failed(4).state).toBe('closed')
    expect(failed(5)).toMatchObject({ state: 'open', probeAt: 31_000 })
  })

  it('lets one probe through after 30 s', () => {
    expect(tryPass(failed(5), 30_999).allowed).toBe(false)
    const { breaker, allowed } = tryPass(failed(5), 31_000)
    expect(allowed).toBe(true)
    expect(breaker.state).toBe('half_open')
  })

  it('closes when the probe succeeds, opens again when it fails', () => {
    const probing = tryPass(failed(5), 31_000).breaker
    expect(recordSuccess()).toEqual(CLOSED_BREAKER)
    expect(recordFailure(probing, 31_000, config)).toMatchObject({ state: 'open', probeAt: 61_000 })
  })
})
