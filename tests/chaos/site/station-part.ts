import { randomUUID } from 'node:crypto'
import type { Catalogue } from '@/lib/domain'
import type { StationRole } from '@/lib/domain/roles'
import type { FeedState } from '@/lib/sync/engine'
import { type Scene, sceneOf } from '@/renderer/store/predict'
import { ask, type StationApp, startStation, stationFolder } from '../../electron/station-app'
import { FaultProxy } from '../../support/fault-proxy'
import { nextAct } from '../person'
import type { Dice } from './dice'
import type { Ledger } from './ledger'

export interface StationPlace {
  readonly name: string
  readonly role: StationRole
  readonly bayId: string | null
  readonly key: string
}

/** One station of the site, with its own way to the server and its own disk. */
export class StationPart {
  kills = 0
  readonly network: FaultProxy
  readonly #folder = stationFolder()
  #station: StationApp | null = null

  private constructor(
    readonly place: StationPlace,
    network: FaultProxy,
    private readonly scene: Scene,
  ) {
    this.network = network
  }

  static async start(place: StationPlace, serverUrl: string, catalogue: Catalogue): Promise<StationPart> {
    const { role, bayId } = place
    const scene = sceneOf({ role, tenantId: 'main', bayId }, catalogue)
    const part = new StationPart(place, await FaultProxy.start(serverUrl), scene)
    await part.#open()
    return part
  }

  async kill(): Promise<void> {
    const station = this.#station
    this.#station = null
    await station?.kill()
    this.kills += 1
  }

  async startAgain(): Promise<void> {
    await this.#open()
  }

  load(): Promise<FeedState> {
    if (!this.#station) throw new Error(`${this.place.name} is down.`)
    return ask(this.#station.page, 'feed:load')
  }

  async syncNow(): Promise<void> {
    if (this.#station) await ask(this.#station.page, 'feed:syncNow')
  }

  /** Does one thing that this station's screen would let a person do. */
  async tap(dice: Dice, ledger: Ledger): Promise<void> {
    const station = this.#station
    if (!station) return
    try {
      const envelope = { id: randomUUID(), issuedAt: new Date().toISOString() }
      const shown = await ask(station.page, 'feed:load')
      const { command, refused } = nextAct(shown, this.scene, envelope, dice.below)
      ledger.refusedAtOnce += refused
      if (!command) return
      const tap = ledger.note(this.place.name, command)
      await ask(station.page, 'feed:send', command)
      tap.kept = true
      if (dice.oneIn(8)) {
        ledger.doubled += 1
        await ask(station.page, 'feed:send', command)
      }
    } catch (error) {
      // The station was killed in the middle of it: whoever tapped has seen no answer.
      if (this.#station === station) throw error
    }
  }

  async remove(): Promise<void> {
    await this.#station?.close()
    await this.network.stop()
    this.#folder.remove()
  }

  async #open(): Promise<void> {
    const { key, role, bayId } = this.place
    this.#station = await startStation({
      dataDir: this.#folder.dataDir,
      env: {
        AX_SERVER_URL: this.network.url,
        AX_STATION_KEY: key,
        AX_ROLE: role,
        ...(bayId === null ? {} : { AX_BAY: bayId }),
      },
    })
  }
}
