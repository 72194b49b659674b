import { setTimeout as delay } from 'node:timers/promises'
import { readCatalogue } from '@/lib/domain'
import { until } from '../../support/follower'
import { keyHolder } from '../../support/keys'
import type { TestStandby } from '../../support/postgres'
import type { Dice } from '../site/dice'
import { Ledger } from '../site/ledger'
import { judge, type Verdict } from '../site/verdict'
import { Client, Station } from './clients'
import type { Cluster } from './cluster'
import { type Fault, fail, promoteBehind, promoteComplete } from './faults'
import { Office, takeCar } from './office'
import { readPostgres } from './rows'

export interface Size {
  readonly stations: number
  readonly readers: number
}

const BAYS = 6
/** Between two things that one person does, milliseconds: what two cores carry with all who read it. */
const THINKS = { station: 8_000, office: 1_500 }
/** Between two faults, milliseconds. */
const QUIET = 1_500
/** A deadline, not a proof: how long it took is printed. */
const WELL_WITHIN = 120_000
/** A person who sees so many taps unanswered taps no more. */
const MOST_WAITING = 5

/** A site at work on several servers, and what has happened to it. */
export class BusySite {
  readonly ledger = new Ledger()
  readonly office: Office
  /** The longest that anybody waited for what came next, by the fault before it; milliseconds. */
  readonly stalls = new Map<string, number>()
  readonly faults = new Map<string, number>()
  /** What was told as done, and went with a database that lost its last second. */
  lostWithDatabase = 0
  #working = true
  #doing = 'everybody gets a picture'

  private constructor(
    readonly cluster: Cluster,
    readonly stations: readonly Station[],
    readonly readers: readonly Client[],
    private readonly dice: Dice,
    private readonly onFault: (told: string) => void,
  ) {
    this.office = new Office(cluster, this.ledger)
  }

  static async open(cluster: Cluster, size: Size, dice: Dice, onFault: (told: string) => void): Promise<BusySite> {
    const { life } = cluster.nodes[0] as Cluster['nodes'][number]
    const catalogue = readCatalogue(
      await life.rest('GET', '/api/services?depth=0&limit=100'),
      await life.rest('GET', '/api/tenants?depth=0&limit=1'),
    )
    for (let number = 3; number <= BAYS; number += 1) {
      const bay = { tenant: 'main', bayId: `bay-${number}`, name: `Bay ${number}`, position: number - 1 }
      await life.rest('POST', '/api/bays', bay)
    }
    const { url } = cluster
    const stations: Station[] = []
    for (let number = 0; number < size.stations; number += 1) {
      const bayId = number % 3 === 0 ? null : `bay-${(number % BAYS) + 1}`
      const actor = { role: bayId === null ? 'cashier' : 'bay', bayId } as const
      const name = `station-${number + 1}`
      const holder = { name, role: actor.role, ...(bayId === null ? {} : { bay: bayId }) }
      const { headers } = await keyHolder(life, 'stations', holder)
      stations.push(new Station({ name, url, headers, actor, catalogue }))
    }
    const board = (await keyHolder(life, 'stations', { name: 'wall', role: 'board' })).headers
    const readers = Array.from({ length: size.readers }, (_, number) => {
      const staff = number % 3 !== 0
      return new Client(`page ${number + 1}`, url, staff ? cluster.asAdmin() : board, staff)
    })
    const site = new BusySite(cluster, stations, readers, dice, onFault)
    await Promise.all(site.everybody.map((client) => client.start()))
    await site.#areWell('everybody has a picture', (client) => client.isSettled())
    return site
  }

  /** What is waited for just now, and who is not yet well: for whoever finds that it never ends. */
  get standing(): string {
    const unwell = this.everybody.filter((client) => !client.isSettled())
    const [one] = unwell
    const who = one
      ? `; ${unwell.length} are not settled, such as ${one.name}: ${JSON.stringify(one.engine.status())}`
      : ''
    return `${this.#doing}${who}`
  }

  get everybody(): readonly Client[] {
    return [...this.stations, ...this.readers]
  }

  /** People work until `stop` says that it is over. */
  work(): { stop(): Promise<void> } {
    const busy = async (does: () => Promise<void>, pause: number) => {
      await delay(this.dice.below(pause))
      while (this.#working) {
        await does()
        await delay(pause / 2 + this.dice.below(pause))
      }
    }
    const all = [
      ...this.stations.map((station) => busy(() => this.#tap(station), THINKS.station)),
      ...[1, 2, 3].map(() => busy(() => this.office.work(this.dice), THINKS.office)),
    ]
    return {
      stop: async () => {
        this.#working = false
        await Promise.all(all)
      },
    }
  }

  async #tap(station: Station): Promise<void> {
    if (station.engine.status().pendingCommands < MOST_WAITING) await station.tap(this.dice, this.ledger)
  }

  /** One thing fails, and nobody touches it before all others are well again. */
  async suffer(): Promise<void> {
    const fault = await fail(this.cluster, this.dice, (what) => {
      this.#doing = `${what}: it begins`
    })
    await this.#endure(fault)
    await delay(this.dice.below(QUIET))
  }

  async losesNothing(standby: TestStandby): Promise<void> {
    const epochs = this.#epochs()
    this.#doing = 'a promotion that loses nothing: it begins'
    await this.#endure(await promoteComplete(this.cluster, standby))
    const anew = this.everybody.filter((client) => client.epoch !== epochs.get(client)).map(({ name }) => name)
    if (anew.length > 0)
      throw new Error(`After a promotion that lost nothing a new epoch was begun: ${anew.join(', ')}`)
  }

  async losesASecond(standby: TestStandby): Promise<void> {
    const epochs = this.#epochs()
    let known = new Set<string>()
    this.#doing = 'a promotion that loses a second: it begins'
    const fault = await promoteBehind(this.cluster, standby, () => {
      known = this.#answered()
    })
    await this.#endure(fault, epochs)
    await this.#excuse(known)
  }

  /** All faults have ended: when all is quiet, what everybody has is compared with what the database has. */
  async verdict(): Promise<Verdict> {
    this.#doing = 'all are compared'
    for (const { engine } of this.everybody) engine.syncNow()
    await this.#areWell('everybody is current', (client) => client.isSettled())
    const last = await takeCar(this.cluster)
    await this.#areWell(`everybody is at ${last}`, (client) => client.hasCome(last))
    const rows = await readPostgres(this.cluster.uri)
    const replicas = this.everybody.map(({ name, headers, engine }) => ({ name, headers, state: engine.state() }))
    const { lost, doubled, diverged } = await judge(this.ledger, replicas, '', rows, this.cluster.url)
    const edited = ([mark, times]: readonly [string, number]) => `${mark} is told ${times} times`
    return {
      lost: [...lost, ...[...this.office.kept].filter((mark) => !rows.edits.has(mark))],
      doubled: [...doubled, ...[...rows.edits].filter(([, times]) => times > 1).map(edited)],
      diverged: [...diverged, ...this.everybody.flatMap(({ faults }) => faults)],
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.everybody.map(({ engine }) => engine.stop()))
  }

  async #endure(fault: Fault, epochs?: ReadonlyMap<Client, string | null>): Promise<void> {
    const { what, since } = fault
    this.#doing = `${what}: a car is taken`
    const next = await takeCar(this.cluster)
    const taken = performance.now() - since
    this.#doing = `${what}: all are to have its number, ${next}`
    const isWell = (client: Client) => client.hasCome(next) && client.epoch !== epochs?.get(client)
    const { half, last } = await this.#areWell(what, isWell)
    const stall = performance.now() - since
    const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
    this.onFault(
      `${what}: a car was taken after ${seconds(taken)}, half had it after ${seconds(half - since)}, all after ${seconds(stall)} (the last was ${last})`,
    )
    this.faults.set(what, (this.faults.get(what) ?? 0) + 1)
    this.stalls.set(what, Math.max(this.stalls.get(what) ?? 0, stall))
    this.#doing = `${what}: it is ended`
    await fault.end()
    this.#doing = 'people work'
  }

  #epochs(): ReadonlyMap<Client, string | null> {
    return new Map(this.everybody.map((client) => [client, client.epoch]))
  }

  /** Everything that was told as done until now. */
  #answered(): Set<string> {
    const waiting = new Set(this.stations.flatMap(({ engine }) => engine.state().pending ?? []).map(({ id }) => id))
    const taps = this.ledger.taps.map(({ command }) => command.id).filter((id) => !waiting.has(id))
    return new Set([...taps, ...this.office.kept, ...this.ledger.plates])
  }

  /** What was told as done later than `known`, and went with the database, is looked for no more. */
  async #excuse(known: ReadonlySet<string>): Promise<void> {
    const { results, edits, orders } = await readPostgres(this.cluster.uri)
    const plates = new Set(orders.map(({ plate }) => plate))
    const isGone = (what: string, there: { has(what: string): boolean }) => !known.has(what) && !there.has(what)
    for (const tap of this.ledger.taps.filter(({ kept, command }) => kept && isGone(command.id, results))) {
      tap.kept = false
      this.lostWithDatabase += 1
    }
    for (const mark of this.office.kept) {
      if (isGone(mark, edits) && this.office.kept.delete(mark)) this.lostWithDatabase += 1
    }
    for (const plate of this.ledger.plates.filter((each) => isGone(each, plates))) {
      this.ledger.plates.splice(this.ledger.plates.indexOf(plate), 1)
      this.lostWithDatabase += 1
    }
  }

  /** @returns when half of them were, by the clock of `performance`, and who was the last */
  async #areWell(what: string, isWell: (client: Client) => boolean): Promise<{ half: number; last: string }> {
    let half = Number.NaN
    let last = 'nobody'
    const unwell = () => this.everybody.filter((client) => !isWell(client))
    const all = () => {
      const left = unwell()
      last = left.at(-1)?.name ?? last
      if (Number.isNaN(half) && left.length * 2 <= this.everybody.length) half = performance.now()
      return left.length === 0
    }
    await until(what, all, WELL_WITHIN).catch((error: Error) => {
      const [one, ...others] = unwell()
      const status = JSON.stringify(one?.engine.status())
      throw new Error(`${error.message}; ${one?.name} and ${others.length} more are not well: ${status}`)
    })
    return { half, last }
  }
}
