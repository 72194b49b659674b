import {
  type Catalogue,
  type Member,
  NOBODY_KNOWN,
  type PastOrders,
  type PastQuery,
  type SitePeople,
  type SyncEvent,
} from '@/lib/domain'
import type { SyncStatus } from '@/lib/sync/engine'
import type { AppInfo, FoundHost, PinState, ServerAdmin, Setup, StationSettings } from '@/preload/contract'
import type { StationLog } from './diagnostics/station-log'
import type { HostAdmin } from './hosting/host-admin'
import type { HostKey } from './hosting/host-key'
import { KeyRefusals } from './hosting/key-refusals'
import { syncTarget } from './hosting/sync-target'
import type { DebugChannels } from './ipc/debug-channels'
import type { FeedChannels } from './ipc/feed-channels'
import type { PersonPins } from './pin/person-pins'
import type { PinGate } from './pin/pin-gate'
import type { Printing } from './printing/printing'
import type { BundledServer } from './server/bundled-server'
import type { OrderNumbers } from './settings/order-numbers'
import type { Secrets } from './settings/secrets'
import type { Settings } from './settings/settings'
import { pinRequired, StationError } from './station-error'
import { askPin } from './sync/ask-pin'
import type { ServerAccess } from './sync/credentials'
import { findHistory, findOrders } from './sync/find-orders'
import type { StationSync } from './sync/station-sync'
import { TakenIn, type TakenInParts } from './sync/taken-in'
import type { Updates } from './updates/updates'
import type { StationScreen } from './windows/station-screen'

/** The parts of a station; `open-station.ts` makes them. */
export interface StationParts extends TakenInParts {
  readonly log: StationLog
  readonly settings: Settings
  readonly secrets: Secrets
  readonly pin: PinGate
  /** The PINs of the team, as far as this station was told them. */
  readonly personPins: PersonPins
  readonly sync: StationSync
  readonly server: BundledServer
  readonly hostKey: HostKey
  readonly screen: StationScreen
  readonly feeds: FeedChannels
  readonly debug: DebugChannels
  /** The newest lines of what the hosted server printed. */
  readonly serverLog: () => readonly string[]
  /** Key given by the environment for this start. */
  readonly givenKey: string | null
  /** Where the hosted server answers, as far as is known before it does. */
  readonly expectedUrl: string
  readonly admin: () => HostAdmin
  readonly networkUrls: (url: string) => readonly string[]
  readonly openAdminPanel: (url: string | null) => Promise<void>
  readonly info: () => AppInfo
  /** Servers in this machine's networks. */
  readonly findHosts: () => Promise<readonly FoundHost[]>
  readonly checkServer: (access: ServerAccess) => Promise<void>
  /** The price list of a server, by its journal's name. */
  readonly catalogue: (journal: string, access: ServerAccess | null) => Promise<Catalogue>
  /** Where at the server a customer opens the receipt of an order. */
  readonly receiptPath: (access: ServerAccess, orderID: string) => Promise<string>
  /** Names of those who act there, and its team. */
  readonly people: (journal: string, access: ServerAccess | null) => Promise<SitePeople>
  /** The team as it was last told. */
  readonly team: (journal: string) => readonly Member[]
  readonly setAutoStart: (wanted: boolean) => void
  /** Shows how many new orders nobody has looked at yet. */
  readonly badge: (count: number) => undefined
  /** The numbers this station gives its orders. */
  readonly numbers: OrderNumbers
  readonly printing: Printing
  readonly updates: Updates
  readonly quit: () => void
}

/** What the station does when settings, keys or the server change: which server is hosted and which is followed. */
export class Station {
  readonly #parts: StationParts
  #opened: Promise<void> | null = null
  readonly #refusals = new KeyRefusals()
  readonly takenIn: TakenIn
  #isOther = false

  constructor(parts: StationParts) {
    this.#parts = parts
    this.takenIn = new TakenIn(parts)
    parts.settings.onChange((settings, before) => this.#settingsChanged(settings, before))
  }

  get parts(): StationParts {
    return this.#parts
  }

  /** Opens the journal, and starts the server where this station is the host. A journal that cannot be opened is tried again by itself. */
  async start(): Promise<void> {
    this.#opened = this.follow()
    const { mode } = this.#parts.settings.read()
    if (mode !== null) this.#forgetTakenIn()
    if (mode === 'host') this.#parts.server.start()
    await this.opened()
  }

  /** Resolves when the journal has been opened for the first time; a page that asks earlier waits for it. */
  async opened(): Promise<void> {
    await this.#opened?.catch(() => undefined)
  }

  /** Follows the server that settings, keys and the hosted server's state now name. */
  async follow(): Promise<void> {
    const { settings, secrets, sync, server, hostKey, givenKey, expectedUrl, log } = this.#parts
    const now = settings.read()
    const target = syncTarget({
      settings: now,
      pairingKey: givenKey ?? secrets.read('pairingKey'),
      server: server.state(),
      hostKey: hostKey.read(now),
      expectedUrl,
    })
    try {
      await sync.follow(target)
    } catch (error) {
      log.write('error', 'The journal could not be opened.', { error: String(error) })
      throw error
    }
  }

  async completeSetup(setup: Setup): Promise<StationSettings> {
    const { settings, secrets, pin, checkServer } = this.#parts
    // Whatever the settings say: they may be lost, and the PIN with its pairing key not.
    pin.pass()
    if (setup.mode === 'host' && !setup.pin && !pin.state().set) throw pinRequired()
    let serverPin: string | null = null
    if (setup.mode === 'client') {
      const access = this.#accessFor(setup.serverUrl, setup.pairingKey)
      await checkServer(access)
      secrets.write('pairingKey', access.key)
      serverPin = access.pin ?? null
    }
    if (setup.pin) this.pinChanged(await pin.set(setup.pin))
    const written = settings.write({
      mode: setup.mode,
      serverUrl: setup.mode === 'client' ? setup.serverUrl : null,
      serverPin,
      role: setup.role,
      bayId: setup.bayId,
      language: setup.language,
    })
    // Not before: whatever ends the set-up until now leaves a machine that goes on, for its code is used.
    this.#forgetTakenIn()
    return written
  }

  /** The set-up is complete whether it can be removed or not. */
  #forgetTakenIn(): void {
    try {
      this.takenIn.forget()
    } catch (error) {
      const message = 'What the code of the set-up was good for could not be removed; that is tried at the next start.'
      this.#parts.log.write('warn', message, { error: String(error) })
    }
  }

  /** A server that is known by its key stays so when it gives another key to this station. @throws StationError `no_key` */
  #accessFor(url: string, given: string | undefined): ServerAccess {
    if (given !== undefined) {
      const { serverUrl, serverPin } = this.#parts.settings.read()
      return { url, key: given, pin: serverUrl === url ? serverPin : null }
    }
    return this.takenIn.accessTo(url)
  }

  /** @throws StationError `not_set_up`, `no_catalogue` */
  catalogue(): Promise<Catalogue> {
    const { sync, catalogue } = this.#parts
    const journal = sync.journalName()
    if (journal === null)
      throw new StationError('not_set_up', 'This station has no server yet. Complete the first run.')
    return catalogue(journal, sync.access())
  }

  /** @throws StationError `no_server`, `unreachable` */
  findOrders(query: PastQuery): Promise<PastOrders> {
    return findOrders(this.#parts.sync.access(), query)
  }

  /** @throws StationError `no_server`, `unreachable` */
  history(orderID: string): Promise<readonly SyncEvent[]> {
    return findHistory(this.#parts.sync.access(), orderID)
  }

  async people(): Promise<SitePeople> {
    const { sync, people } = this.#parts
    const journal = sync.journalName()
    return journal === null ? NOBODY_KNOWN : people(journal, sync.access())
  }

  /** Whether it is the PIN of somebody of the team. @throws StationError `wrong_pin`, `pin_locked`, `pin_busy`, `pin_unknown` */
  async checkPerson(personId: string, given: string): Promise<void> {
    const { sync, team, personPins } = this.#parts
    const journal = sync.journalName()
    const member = journal === null ? undefined : team(journal).find((each) => each.personId === personId)
    if (!member) throw new StationError('pin_unknown', 'This station does not know this person of the team.')
    await personPins.check(member, given, askPin(sync.access()))
  }

  /** @throws StationError `unreachable` */
  async receiptLink(orderID: string): Promise<string | null> {
    const { sync, settings, networkUrls, receiptPath } = this.#parts
    const { mode, shareOnNetwork } = settings.read()
    const access = sync.access()
    if (!access) throw new StationError('unreachable', 'There is no server to ask yet.')
    // A telephone does not reach this machine by the address that the station itself uses.
    // Nor does it know the key that this station knows the server by.
    const open = access.pin ? access.url.replace(/^https:/, 'http:') : access.url
    const at = mode === 'host' ? (shareOnNetwork ? networkUrls(access.url)[0] : undefined) : open
    return at === undefined ? null : `${at}${await receiptPath(access, orderID)}`
  }

  pinChanged(state: PinState): PinState {
    this.#parts.screen.send('station:pin:changed', state)
    return state
  }

  /** @throws StationError `pin_required` */
  serverAdmin(): ServerAdmin | null {
    const { settings, server, pin, admin, networkUrls } = this.#parts
    const { mode, shareOnNetwork } = settings.read()
    if (mode !== 'host') return null
    if (!pin.state().set) throw pinRequired()
    const { url } = server.state()
    return { url, networkUrls: shareOnNetwork && url !== null ? networkUrls(url) : [], ...admin() }
  }

  /** A browser behind a kiosk's full screen would be of no use. @throws StationError `pin_required`, `no_server`, `no_browser` */
  async openAdmin(): Promise<void> {
    const { screen, openAdminPanel } = this.#parts
    await openAdminPanel(this.serverAdmin()?.url ?? null)
    screen.setKiosk(false)
  }

  /** Another machine answers than the one that was paired, or that one again. */
  serverAnswered(pin: string, isOther: boolean): void {
    const { settings, screen, log } = this.#parts
    if (pin !== settings.read().serverPin || isOther === this.#isOther) return
    this.#isOther = isOther
    const message = isOther
      ? 'Another machine answers than the one this station was paired with. Nothing is sent to it; pair again if it was replaced.'
      : 'The machine this station was paired with answers again.'
    log.write(isOther ? 'error' : 'info', message)
    screen.send('station:server:other', isOther)
  }

  isOtherServer(): boolean {
    return this.#isOther
  }

  /** The hosted server does not know this station's key (its data were reset): it makes a new one at its next start. */
  keyAnswered(status: SyncStatus, now: number): void {
    const { settings, server, hostKey, log } = this.#parts
    const hosted = settings.read().mode === 'host' && server.state().status === 'running'
    if (!hosted) this.#refusals.forget()
    if (!hosted || !this.#refusals.isUnknown(status, now)) return
    log.write('warn', 'The server keeps refusing the key of this station; it is started again to make a new one.')
    hostKey.forget()
    void server.restart()
  }

  /** @param updating the program ends as somebody wanted it to, so that a newer version may take its place */
  async stop({ updating }: { readonly updating: boolean }): Promise<void> {
    const { sync, server, printing, updates } = this.#parts
    const due = updating && updates.isDue()
    await Promise.all([sync.stop(), server.stop(), printing.stop()])
    updates.close(due)
  }

  #settingsChanged(settings: StationSettings, before: StationSettings): void {
    const { screen, server, setAutoStart, printing, log } = this.#parts
    screen.send('station:settings:changed', settings)
    if (this.#isOther && settings.serverPin !== before.serverPin) {
      this.#isOther = false
      screen.send('station:server:other', false)
    }
    if (settings.kiosk !== before.kiosk) screen.setKiosk(settings.kiosk)
    if (settings.autoStart !== before.autoStart) setAutoStart(settings.autoStart)
    const changed = (name: keyof StationSettings) => settings[name] !== before[name]
    if (changed('receiptPrinter')) printing.tryNow()
    if (settings.mode !== 'host' && before.mode === 'host') void server.stop()
    else if (settings.mode === 'host' && before.mode !== 'host') server.start()
    else if (settings.mode === 'host' && (changed('role') || changed('bayId') || changed('shareOnNetwork'))) {
      void server.restart()
    }
    if (changed('mode') || changed('serverUrl') || changed('serverPin') || changed('role') || changed('bayId')) {
      this.follow().catch(() => log.write('error', 'The new server could not be followed.'))
    }
  }
}
