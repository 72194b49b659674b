import { setTimeout as delay } from 'node:timers/promises'
import { until } from '../../support/follower'
import type { TestStandby } from '../../support/postgres'
import type { Dice } from '../site/dice'
import type { Cluster } from './cluster'
import { takeCar } from './office'

/** How long what was killed may stay away, milliseconds. */
const LONGEST_ABSENCE = 2_000

/** What a copy has at the latest so long after the database, and how much of the end one that is behind loses, milliseconds. */
const ON_ITS_WAY = 500
const LOST = 1_000

/** A fault in force: since when others should be well, and what ends it. */
export interface Fault {
  readonly what: string
  readonly since: number
  end(): Promise<void>
}

const KINDS = ['kill', 'kill', 'cut', 'stall', 'lose', 'stop', 'restart', 'crash'] as const

/** Lets one thing fail. */
export async function fail(cluster: Cluster, dice: Dice, begins: (what: string) => void): Promise<Fault> {
  const node = dice.of(cluster.nodes)
  const { database } = node
  const kind = dice.of(KINDS)
  const absence = dice.below(LONGEST_ABSENCE)
  const since = performance.now()
  begins(kind)
  switch (kind) {
    case 'kill':
    case 'stop': {
      const gone = kind === 'kill' ? node.life.kill9() : node.life.stop()
      const end = async () => {
        await gone
        await cluster.startAgain(node)
      }
      return { what: kind === 'kill' ? 'kill -9 of a server' : 'stop of a server', since, end }
    }
    case 'cut':
    case 'stall': {
      database.set({ kind })
      const end = async () => database.set({ kind: 'pass' })
      return { what: kind === 'cut' ? 'cut connections' : 'stalled connections', since, end }
    }
    case 'lose':
      // As a firewall does that has forgotten them: neither side is told.
      database.forget()
      return { what: 'forgotten connections', since, end: async () => undefined }
    default:
      await cluster.primary.stop(kind === 'restart' ? 'SIGINT' : 'SIGQUIT')
      await delay(absence)
      await cluster.primary.start()
      return {
        what: kind === 'restart' ? 'restart of the database' : 'crash of the database',
        since: performance.now(),
        end: async () => undefined,
      }
  }
}

/** The database ends in good order; a copy, which has had all of it, takes its place. */
export async function promoteComplete(cluster: Cluster, standby: TestStandby): Promise<Fault> {
  // What a server told that was killed a moment ago, nobody can say.
  await until('the list of servers is of those that run', async () => (await cluster.listed()) === cluster.nodes.length)
  await untilInStep(cluster, standby)
  await cluster.primary.stop('SIGINT')
  return promoted('promotion that lost nothing', cluster, standby)
}

/**
 * The database is lost, and what was written in its last second with it; a copy takes its place.
 *
 * @param stillTogether called when the copy still gets all that was answered
 */
export async function promoteBehind(cluster: Cluster, standby: TestStandby, stillTogether: () => void): Promise<Fault> {
  await untilInStep(cluster, standby)
  stillTogether()
  await delay(ON_ITS_WAY)
  standby.network.set({ kind: 'stall' })
  // Where nobody writes anything in this second, nothing is lost with it.
  await Promise.all([takeCar(cluster), delay(LOST)])
  await cluster.primary.stop('SIGQUIT')
  return promoted('promotion that lost a second', cluster, standby)
}

/** A copy that has lost its way to the database, as when that was restarted, gets nothing of what is written meanwhile. */
async function untilInStep({ primary }: Cluster, standby: TestStandby): Promise<void> {
  const written = await primary.ask('SELECT pg_current_wal_lsn()')
  const has = `SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming' AND flushed_lsn >= '${written}'`
  await until('the copy is in step', async () => (await standby.ask(has)) === '1')
}

async function promoted(what: string, cluster: Cluster, standby: TestStandby): Promise<Fault> {
  const since = performance.now()
  await cluster.promote(standby)
  return { what, since, end: async () => undefined }
}
