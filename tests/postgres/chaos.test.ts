import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { Cluster } from '../chaos/nodes/cluster'
import { BusySite } from '../chaos/nodes/site'
import { Dice } from '../chaos/site/dice'

/**
 * A site at work on several servers and one database: people act and edit at all of them, while servers are killed and
 * stopped, connections are cut, stalled and forgotten, the database is restarted and in the end lost; then what everybody has
 * is compared. `npm run chaos -- --nodes 3` does it at length.
 */

const NODES = Number(process.env.AX_CHAOS_NODES ?? 2)
const AT_LENGTH = process.env.AX_CHAOS_MINUTES !== undefined
const SECONDS = AT_LENGTH ? Number(process.env.AX_CHAOS_MINUTES) * 60 : 12
const SIZE = {
  stations: Number(process.env.AX_CHAOS_STATIONS ?? 6),
  readers: Number(process.env.AX_CHAOS_READERS ?? 12),
}
const SEED = Number(process.env.AX_CHAOS_SEED ?? 932_096)
const DEADLINE_MS = SECONDS * 3_000 + 240_000
/** Of the time until the databases are lost. */
const BEFORE_LOSSES = 0.7

let cluster: Cluster | undefined
let site: BusySite | undefined
afterAll(async () => {
  await site?.close()
  await cluster?.stop()
})

test(
  `${NODES} servers under faults for ${SECONDS} s lose, double and diverge nothing`,
  async () => {
    cluster = await Cluster.start(NODES, { standbys: 2 })
    site = await BusySite.open(cluster, SIZE, new Dice(SEED), AT_LENGTH ? console.log : () => undefined)
    const began = performance.now()
    const share = () => (performance.now() - began) / 1_000 / SECONDS
    const work = site.work()
    const live = async ({ postgres }: Cluster, busy: BusySite) => {
      while (share() < BEFORE_LOSSES) await busy.suffer()
      const [first, second] = postgres.standbys
      if (first) await busy.losesNothing(first)
      if (second) await busy.losesASecond(second)
      while (share() < 1) await busy.suffer()
      await work.stop()
      const verdict = await busy.verdict()
      console.log(report(busy, verdict))
      expect(verdict).toEqual({ lost: [], doubled: [], diverged: [] })
    }
    const gaveUp = new AbortController()
    try {
      await Promise.race([live(cluster, site), saysWhereItStands(site, gaveUp.signal)])
    } catch (error) {
      console.log(`To see this again: npm run chaos -- --nodes ${NODES} --minutes ${SECONDS / 60} --seed ${SEED}`)
      throw error
    } finally {
      gaveUp.abort()
      await Promise.race([work.stop(), delay(30_000)])
    }
  },
  DEADLINE_MS + 60_000,
)

/** A deadline, not a proof: what hangs is found by it. */
async function saysWhereItStands(busy: BusySite, signal: AbortSignal): Promise<never> {
  await delay(DEADLINE_MS, undefined, { signal })
  throw new Error(`It has not ended in ${DEADLINE_MS / 1_000} s. It stands at: ${busy.standing}`)
}

function report(
  { ledger, office, faults, stalls, stations, readers, lostWithDatabase }: BusySite,
  verdict: Awaited<ReturnType<BusySite['verdict']>>,
): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const each = (map: ReadonlyMap<string, number>, value: (of: number) => string) =>
    [...map].map(([what, of]) => `${what} ${value(of)}`).join(', ')
  return [
    `site      ${NODES} servers, ${stations.length} stations, ${readers.length} page readers`,
    `actions   ${ledger.taps.length} at stations, ${ledger.doubled} of them handed over twice; ${office.sent.size} edits sent, ${office.kept.size} kept, ${office.overtaken} overtaken; ${ledger.plates.length} cars by REST`,
    `faults    ${each(faults, String)}`,
    `outcome   lost ${verdict.lost.length}, doubled ${verdict.doubled.length}, diverged ${verdict.diverged.length}; ${lostWithDatabase} went with the database that lost a second`,
    `stall     ${each(stalls, seconds)} at the most`,
    `seed      ${SEED}`,
  ].join('\n')
}
