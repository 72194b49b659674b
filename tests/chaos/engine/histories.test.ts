import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { act, actionArbitrary } from './history-actions'
import { Site } from './site'

/** Random histories; more with AX_HISTORIES, a failed one again with the seed and path that fast-check prints. */
const RUNS = Number(process.env.AX_HISTORIES ?? 800)

describe('after any history of faults', () => {
  it(`the client ends with the server's state, each seq once, and was never wrongly current (${RUNS} histories)`, async () => {
    const started = performance.now()
    let actions = 0
    let checks = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(actionArbitrary, { minLength: 5, maxLength: 60, size: 'max' }),
        fc.integer(),
        async (history, seed) => {
          const site = new Site(seed)
          await site.start()
          for (const action of history) {
            await act(site, action)
            site.checkClaim()
            actions += 1
          }
          await site.heal()
          site.checkHealed()
          site.checkNothingLost()
          checks += site.checks
          await site.stop()
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    )
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${RUNS} histories, ${actions} actions, ${checks} freshness checks in ${seconds} s`)
    expect(actions).toBeGreaterThan(0)
  }, 600_000)
})
