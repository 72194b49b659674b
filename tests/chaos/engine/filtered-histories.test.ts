import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { act, filteredActionArbitrary, subscriptionArbitrary } from './history-actions'
import { Site } from './site'

const RUNS = Number(process.env.AX_HISTORIES ?? 300)

describe('after any history on a stream that leaves events out', () => {
  it(`the client ends with everything it may see, and was never wrongly current (${RUNS} histories)`, async () => {
    const history = fc.array(filteredActionArbitrary, { minLength: 5, maxLength: 40, size: 'max' })
    let checks = 0
    await fc.assert(
      fc.asyncProperty(
        subscriptionArbitrary,
        fc.boolean(),
        fc.boolean(),
        history,
        fc.integer(),
        async (subscription, hidesSome, sendsPositions, actions, seed) => {
          const site = new Site(seed, subscription)
          site.server.hides = (orderID) => hidesSome && /[02468]$/.test(orderID)
          site.server.sendsPositions = sendsPositions
          await site.start()
          for (const action of actions) {
            await act(site, action)
            site.checkClaim()
          }
          await site.heal()
          site.checkServed()
          // Everything, asked for while the streams live and the server is busy.
          await site.widen({})
          await site.clock.advance(60_000)
          site.checkHealed()
          checks += site.checks
          await site.stop()
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    )
    console.log(`${RUNS} filtered histories, ${checks} freshness checks`)
    expect(checks).toBeGreaterThan(0)
  }, 600_000)
})
