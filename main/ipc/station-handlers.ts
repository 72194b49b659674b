import { OPEN_SETTINGS, type StationSettings } from '@/preload/contract'
import type { StationFiles } from '../exchange/station-files'
import type { Station } from '../station'
import { pinRequired, StationError } from '../station-error'
import { printPage } from '../windows/print-page'
import type { Handlers } from './handle-requests'

const isOpen = (name: string) => (OPEN_SETTINGS as readonly string[]).includes(name)

/** What each request of the contract does. Whatever only staff may do passes the PIN first. */
export function stationHandlers(station: Station, files: StationFiles): Handlers {
  const {
    sync,
    settings,
    pin,
    server,
    feeds,
    debug,
    log,
    screen,
    findHosts,
    checkServer,
    info,
    badge,
    quit,
    numbers,
    printing,
    updates,
  } = station.parts
  return {
    async 'feed:load'(_, page) {
      await station.opened()
      return feeds.of(page).load(sync.state())
    },
    async 'feed:send'(command) {
      await sync.send(command)
      printing.taken(command)
      return undefined
    },
    async 'feed:release'({ id, decision }) {
      await sync.release(id, decision)
      return undefined
    },
    'feed:withdraw': ({ ids }) => sync.withdraw(ids),
    'feed:syncNow': () => void sync.syncNow() as undefined,
    'feed:metrics': () => sync.metrics(),
    'catalogue:load': () => station.catalogue(),
    'people:load': () => station.people(),
    async 'people:check'({ personId, pin: given }) {
      await station.checkPerson(personId, given)
      return undefined
    },
    'order:number': () => numbers.next(),
    'orders:find': (query) => station.findOrders(query),
    'order:timeline': ({ orderID }) => sync.eventsOfOrder(orderID),
    'order:history': ({ orderID }) => station.history(orderID),
    'order:receiptLink': ({ orderID }) => station.receiptLink(orderID),
    'debug:log'() {
      pin.check()
      return log.recent()
    },
    async 'debug:open'(_, page) {
      pin.pass()
      await station.opened()
      return debug.of(page).open()
    },
    'debug:close': (_, page) => void debug.of(page).close() as undefined,
    'debug:act'(action) {
      pin.pass()
      sync.act(action)
      return undefined
    },
    'settings:read': () => settings.read(),
    'settings:write'(change) {
      if (Object.keys(change).some((name) => !isOpen(name))) pin.pass()
      refuseServerChange(change)
      return settings.write(change)
    },
    'setup:find'() {
      pin.pass()
      return findHosts()
    },
    async 'setup:check'({ serverUrl, pairingKey }) {
      pin.pass()
      await checkServer({ url: serverUrl, key: pairingKey })
      return undefined
    },
    'setup:pair'(request) {
      pin.pass()
      return station.takenIn.pair(request)
    },
    'setup:unfinished'() {
      pin.pass()
      return station.takenIn.unfinished()
    },
    'setup:choices'() {
      pin.pass()
      return station.takenIn.choices()
    },
    'setup:choose'(choice) {
      pin.pass()
      return station.takenIn.choose(choice)
    },
    'setup:complete': (setup) => station.completeSetup(setup),
    'pin:state': () => pin.state(),
    async 'pin:unlock'({ pin: given }) {
      return station.pinChanged(await pin.unlock(given))
    },
    'pin:lock': () => station.pinChanged(pin.lock()),
    async 'pin:set'({ pin: wanted }) {
      if (wanted === null && settings.read().mode === 'host') throw pinRequired()
      return station.pinChanged(await pin.set(wanted))
    },
    async 'state:export'() {
      pin.pass()
      return files.exportState()
    },
    async 'state:import'() {
      pin.pass()
      return files.importState()
    },
    async 'diagnostics:write'() {
      pin.pass()
      return files.writeDiagnostics()
    },
    'server:state': () => server.state(),
    'server:isOther': () => station.isOtherServer(),
    'server:admin'() {
      pin.pass()
      return station.serverAdmin()
    },
    async 'server:openAdmin'() {
      pin.pass()
      await station.openAdmin()
      return undefined
    },
    'app:info': () => info(),
    'app:badge': ({ count }) => badge(count),
    'app:print': (paper, page) => printPage(page, paper),
    async 'printer:print'(paper) {
      await printing.print(paper)
      return undefined
    },
    'printer:jobs': () => printing.list(),
    'printer:decide': ({ id, decision }) => void printing.decide(id, decision) as undefined,
    'printer:tryNow': () => void printing.tryNow() as undefined,
    'update:state': () => updates.state(),
    async 'update:check'() {
      pin.pass()
      await updates.check()
      return updates.state()
    },
    'update:install'() {
      pin.pass()
      updates.install()
      return undefined
    },
    'app:reload': () => void screen.reload() as undefined,
    'app:leaveKiosk'() {
      pin.pass()
      screen.setKiosk(false)
      return undefined
    },
    'app:quit'() {
      pin.pass()
      quit()
      return undefined
    },
  }
}

function refuseServerChange(change: Partial<StationSettings>): void {
  if (change.mode === undefined && change.serverUrl === undefined && change.serverPin === undefined) return
  throw new StationError('bad_argument', 'Another server needs its key too: use the pairing screen (setup:complete).')
}
