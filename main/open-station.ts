import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, ipcMain } from 'electron'
import { RotatingLog } from '@/lib/log/rotating-log'
import { networkAddresses } from '@/lib/network/addresses'
import { systemClock } from '@/lib/sync/ports/system-clock'
import type { StationSettings } from '@/preload/contract'
import { setAutoStart } from './autostart/auto-start'
import { Recoveries } from './diagnostics/recoveries'
import { redactText } from './diagnostics/redact'
import type { StationLog } from './diagnostics/station-log'
import { stationFiles } from './exchange/station-files'
import { adminMade, adminToMake, hostAdmin } from './hosting/host-admin'
import { HostKey, stationName } from './hosting/host-key'
import { openAdminPanel } from './hosting/open-admin-panel'
import { DebugChannels } from './ipc/debug-channels'
import { FeedChannels } from './ipc/feed-channels'
import { handleRequests } from './ipc/handle-requests'
import { receivePageSigns } from './ipc/page-signs'
import { stationHandlers } from './ipc/station-handlers'
import { PersonPins } from './pin/person-pins'
import { PinGate } from './pin/pin-gate'
import { PrintJobs } from './printing/print-jobs'
import { PrintQueue } from './printing/print-queue'
import { sendToPrinter } from './printing/printer-link'
import { Printing } from './printing/printing'
import { BundledServer } from './server/bundled-server'
import { forkUtility, serverEntry } from './server/fork-utility'
import { healthy } from './server/healthy'
import { serverEnvironment } from './server/server-environment'
import { openSettings } from './settings/open-settings'
import { OrderNumbers } from './settings/order-numbers'
import { osCipher } from './settings/os-cipher'
import { Secrets } from './settings/secrets'
import type { Settings } from './settings/settings'
import { mark, startupMarks } from './startup/marks'
import type { StartOptions } from './startup/options'
import { Station } from './station'
import { PriceLists } from './sync/catalogue'
import { checkServer } from './sync/check-server'
import { engineFactory } from './sync/create-engine'
import { authorization } from './sync/credentials'
import { HostSearch } from './sync/host-search'
import { keptPath } from './sync/journal-path'
import { loadChoices, pairWithCode, sendChoice } from './sync/pair-with-code'
import { keptPeople, loadPeople } from './sync/people'
import { receiptPath } from './sync/receipt-path'
import { sendReport } from './sync/send-report'
import { watchServers } from './sync/server-fetch'
import { StationSync } from './sync/station-sync'
import { StatusReporter } from './sync/status-report'
import { onWake } from './sync/wake'
import { openUpdates } from './updates/open-updates'
import { serveApp } from './windows/app-protocol'
import { showBadge } from './windows/badge'
import { paperPage } from './windows/paper-page'
import { PaperWindow } from './windows/paper-window'
import { StationScreen } from './windows/station-screen'

export interface OpenOptions {
  readonly options: StartOptions
  readonly log: StationLog
  /** When the program last started again because it had failed, milliseconds since 1970; `null` if not of late. */
  readonly restartedAt: number | null
  /** Whether the program is on its way out: a kiosk's window may close then. */
  readonly quitting: () => boolean
}

/** Makes a station of its parts and opens its window. The app must be ready. */
export async function openStation({ options, log, restartedAt, quitting }: OpenOptions): Promise<Station> {
  const folder = app.getPath('userData')
  const built = join(app.getAppPath(), 'out')
  const settings = openSettings(folder, overrides(options))
  if (settings.recovered) log.write('warn', 'The settings file was broken and set aside.', { ...settings.recovered })
  mark('settings:read')
  const warn = (message: string) => log.write('warn', message)
  const secrets = new Secrets({ path: join(folder, 'secrets.json'), cipher: osCipher(), warn })
  const pinStorage = {
    // One that cannot be unsealed locks: an empty record fits no PIN.
    read: () => (secrets.isSealed('pin') ? '{}' : secrets.read('pin')),
    write: (text: string | null) => secrets.write('pin', text),
  }
  const pin = new PinGate(pinStorage)
  const personPins = new PersonPins({
    read: () => secrets.read('teamPins'),
    write: (text) => secrets.write('teamPins', text),
  })
  const hostKey = new HostKey(secrets, stationName(hostname()))
  const recoveries = new Recoveries(Date.now)
  const sync = new StationSync({
    createEngine: engineFactory(folder, log),
    authorization,
    log: ({ level, message, detail }) => log.write(level, message, detail),
    repaired: () => recoveries.note('journal_broke'),
  })
  if (restartedAt !== null) recoveries.note('station_failed')
  const serverLog = new RotatingLog(join(folder, 'logs', 'server.log'))
  const server = new BundledServer({
    fork: forkUtility(serverEntry()),
    environment: () =>
      serverEnvironment({
        inherited: process.env,
        options,
        dataDir: join(folder, 'server'),
        shareOnNetwork: settings.read().shareOnNetwork,
        admin: adminToMake(secrets, existsSync(join(folder, 'server', 'ax-station.db'))),
        provision: hostKey.provision(settings.read()),
      }),
    healthy,
    clock: systemClock,
    // The server prints a sign-in link for a person at a terminal; nobody is there, and a log holds no secret.
    output: (text) => serverLog.append(redactText(text)),
    note: (level, message) => log.write(level, message),
    provisioned: (key) => hostKey.keep(key),
    changed(state) {
      screen.send('station:server:changed', state)
      recoveries.serverRestarts(state.restarts)
      if (state.status !== 'running') return
      adminMade(secrets)
      station.follow().then(
        () => sync.syncNow(),
        () => undefined,
      )
    },
  })
  const screen = new StationScreen({
    preload: join(built, 'preload', 'index.cjs'),
    kiosk: settings.read().kiosk,
    language: () => settings.read().language,
    note: (message, recovery) => {
      log.write('error', message, { ...recovery })
      recoveries.note(`page_${recovery.reason}`)
    },
    mayClose: quitting,
  })
  const papers = new PaperWindow()
  const hosts = new HostSearch({ note: (message, detail) => log.write('info', message, detail) })
  const priceLists = new PriceLists(log)
  const printing = openPrinting(join(folder, 'print-jobs.db'), { settings, screen, log, papers })
  const updates = openUpdates({
    folder,
    log,
    sync,
    changed: (state) => screen.send('station:update:changed', state),
  })
  const station = new Station({
    log,
    settings,
    secrets,
    pin,
    personPins,
    sync,
    server,
    hostKey,
    screen,
    feeds: new FeedChannels(),
    debug: new DebugChannels({ sync, log, pin, locked: () => station.pinChanged(pin.state()) }),
    serverLog: () => serverLog.tail(),
    givenKey: options.AX_STATION_KEY ?? null,
    expectedUrl: `http://127.0.0.1:${options.AX_PORT || 3710}`,
    admin: () => hostAdmin(secrets),
    networkUrls: (url) => networkAddresses(url),
    openAdminPanel,
    info: () => ({
      version: app.getVersion(),
      platform: process.platform,
      runtime: `electron ${process.versions.electron ?? 'unknown'}`,
      secretStorage: secrets.storage,
      settingsRecovered: settings.recovered,
      pageRecoveries: screen.recoveries,
      startup: startupMarks(),
    }),
    findHosts: () => hosts.find(),
    checkServer,
    pairWithCode,
    loadChoices,
    sendChoice,
    catalogue: (journal, access) => priceLists.load(keptPath(folder, journal, 'catalogue'), access),
    receiptPath,
    people: (journal, access) => loadPeople(keptPath(folder, journal, 'people'), access),
    team: (journal) => keptPeople(keptPath(folder, journal, 'people')).team,
    setAutoStart,
    badge: (count) => showBadge(count, screen.window),
    numbers: new OrderNumbers(join(folder, 'order-numbers.json')),
    printing,
    updates,
    quit: () => app.quit(),
  })
  serveApp({
    root: join(built, 'renderer'),
    recoveryPage: (page) => screen.recoveryPage(page),
    paperPage: (page) => papers.onShow && paperPage(papers.onShow, page),
  })
  handleRequests(ipcMain, stationHandlers(station, stationFiles(station)), (name, error) =>
    log.write('info', `The request ${name} was refused.`, { error: String(error) }),
  )
  watchServers((pin, isOther) => station.serverAnswered(pin, isOther))
  receivePageSigns(ipcMain, ({ drawn, touched }) => {
    screen.sign({ drawn })
    if (touched) updates.touched()
  })
  connectFeed(station, recoveries)
  // The journal is opened while the page loads; a page that asks before is answered after.
  const started = station.start()
  screen.open()
  await started
  mark('journal:open')
  updates.start()
  return station
}

interface PrintingParts {
  readonly settings: Settings
  readonly screen: StationScreen
  readonly log: StationLog
  readonly papers: PaperWindow
}

function openPrinting(path: string, { settings, screen, log, papers }: PrintingParts): Printing {
  const jobs = new PrintJobs(path, (error) =>
    log.write('error', 'The print jobs cannot be kept there.', { error: String(error) }),
  )
  const printer = () => settings.read().receiptPrinter
  const queue = new PrintQueue({
    jobs,
    printer,
    send: sendToPrinter,
    clock: systemClock,
    changed: (list) => screen.send('station:printer:changed', list),
    note: (message, detail) => log.write('warn', message, detail),
  })
  queue.wake()
  return new Printing({ jobs, queue, printer, draw: (paper, paperMm) => papers.draw(paper, paperMm) })
}

/** Settings that the environment gives for this start. */
function overrides(options: StartOptions): Partial<StationSettings> {
  return {
    ...(options.AX_SERVER_URL ? { mode: 'client', serverUrl: options.AX_SERVER_URL, serverPin: null } : {}),
    ...(options.AX_MODE === 'host' ? { mode: 'host', serverUrl: null } : {}),
    ...(options.AX_ROLE ? { role: options.AX_ROLE } : {}),
    ...(options.AX_BAY ? { bayId: options.AX_BAY } : {}),
    ...(options.AX_KIOSK === undefined ? {} : { kiosk: options.AX_KIOSK }),
  }
}

/** The engine's batches go to the page, the fleet list and the marks. */
function connectFeed(station: Station, recoveries: Recoveries): void {
  const { sync, feeds, debug, log, settings, updates } = station.parts
  const reporter = new StatusReporter({
    appVersion: app.getVersion(),
    status: () => sync.status(),
    machine: () => ({ ...recoveries.report(), receiptPrinter: settings.read().receiptPrinter !== null }),
    send: (report) => sendReport(sync.access(), report),
    clock: systemClock,
  })
  sync.subscribe((batch) => {
    feeds.push(batch)
    debug.push(batch)
    if (batch.events.length > 0) updates.touched()
    if (!batch.status) return
    reporter.look()
    if (batch.status.freshness.kind === 'current') mark('sync:current')
    station.keyAnswered(batch.status, performance.now())
  })
  settings.onChange(() => reporter.look())
  onWake((why) => {
    log.write('info', `Sync now: ${why}.`)
    sync.syncNow()
  })
}
