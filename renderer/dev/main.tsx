import { type Catalogue, changesOf, type StationRole } from '@/lib/domain'
import '@/lib/ui/design/station.css'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { toLanguage } from '@/lib/domain/languages'
import type { SyncStatus } from '@/lib/sync/engine'
import type { StationSettings } from '@/preload/contract'
import { LoadFailed, LoadingScreen } from '../app/LoadingScreen'
import { Shell } from '../app/Shell'
import { Station } from '../app/Station'
import { makeFixtureBridge } from '../fixtures/fixture-bridge'
import { makeFixtureDebug } from '../fixtures/fixture-debug'
import { makeFixtureHost, SETTINGS } from '../fixtures/fixture-host'
import { FixtureSource } from '../fixtures/fixture-source'
import { samplePrintJobs } from '../fixtures/print-jobs'
import { CATALOGUE, CURRENT, makeSite } from '../fixtures/site'
import { sampleHanded, sampleRefused, sampleTaken, sampleWaiting } from '../fixtures/unsettled'
import { Gallery } from '../gallery/Gallery'
import type { ShellState } from '../hosts/offline-shell'
import { SignIn } from '../screens/sign-in/SignIn'

/*
 * The station on a site in memory: `?role=bay&theme=dark&lang=zh&orders=1000&queue=empty&state=stale&refused&handed&taken&desktop&now=…`,
 * with `for=MINUTES` how long something has been wrong, with `shell=ready` (and `newer`) what a browser keeps, with `web=2` that
 * of a person signed in in a browser where two actions of others wait, with `who=5` who stands there is asked, again after five
 * minutes, with `site={…}` what its owner has set, with `sounds` chimes, with `printer` (and `stuck`) a printer of receipts, with `update={…}` how it is kept up to date; its pages without a station:
 * `#/gallery`, `#/sign-in`, `#/loading`, `#/error`. Never part of the product.
 */
const query = new URLSearchParams(location.search)
const now = Number(query.get('now') ?? Date.now())
const since = new Date(now - Number(query.get('for') ?? 8) * 60_000).toISOString()
const stale: SyncStatus = {
  ...CURRENT,
  connectionState: 'error',
  freshness: { kind: 'stale', since, cause: 'server_unreachable' },
  pendingCommands: 3,
}
const status: Record<string, SyncStatus> = {
  stale,
  memory: { ...stale, commandsKept: 'memory' },
  signedout: { ...stale, freshness: { kind: 'stale', since, cause: 'unauthorized' } },
  network: { ...stale, brokenLink: { link: 'network', since } },
  server: { ...stale, brokenLink: { link: 'server', since } },
  disk: { ...CURRENT, pendingCommands: 2, brokenLink: { link: 'server_disk', since } },
  behind: { ...CURRENT, freshness: { kind: 'catching_up', behind: 12 } },
}
const settings: StationSettings = {
  ...SETTINGS,
  mode: query.has('first') ? null : 'host',
  role: (query.get('role') ?? 'cashier') as StationRole,
  bayId: query.get('bay') ?? 'bay-1',
  theme: (query.get('theme') ?? 'light') as StationSettings['theme'],
  language: toLanguage(query.get('lang')),
  sounds: query.has('sounds'),
  receiptPrinter: query.has('printer') ? { address: '192.168.1.50', paperMm: 80, drawer: true } : null,
}
const catalogue: Catalogue = { ...CATALOGUE, ...JSON.parse(query.get('site') ?? '{}') }
const whole = makeSite({ now, orders: Number(query.get('orders') ?? 30) })
const site = query.has('empty')
  ? { orders: [], queues: [], bays: [], jobs: [], shifts: [] }
  : query.get('queue') === 'empty'
    ? { ...whole, queues: whole.queues.map((queue) => ({ ...queue, entries: [] })) }
    : whole
const shown = status[query.get('state') ?? ''] ?? CURRENT
const source = new FixtureSource(
  [...changesOf(site), ...(query.has('handed') ? sampleHanded(whole, now) : [])],
  shown,
  query.has('refused') ? sampleRefused(site, now) : [],
  (query.has('taken') ? sampleTaken(now) : sampleWaiting(site, now)).slice(0, shown.pendingCommands),
)
const shell: ShellState = {
  opensOffline: query.get('shell') as ShellState['opensOffline'],
  newer: query.has('newer'),
}
const debug = makeFixtureDebug(await source.load(), now)
const desktop =
  query.has('desktop') || query.has('first')
    ? makeFixtureBridge(settings, {
        printJobs: query.has('stuck') ? samplePrintJobs(now) : [],
        update: JSON.parse(query.get('update') ?? '{}'),
      })
    : null
const host = makeFixtureHost({
  settings,
  order: (orderID) => source.get('order', orderID),
  desktop,
  debug: debug.source,
  session: query.has('web')
    ? {
        person: { name: 'Siti', site: 'Ampang' },
        role: 'staff' as const,
        waitingForOthers: async () => Number(query.get('web')),
        signOut: async () => {},
        signIn: () => {},
      }
    : null,
  shell: query.has('shell') ? { subscribe: () => () => {}, read: () => shell } : null,
  catalogue: query.has('nocatalogue')
    ? () => Promise.reject(new Error('unreachable'))
    : async () => ({ ...catalogue, who: { ask: query.has('who'), lockAfter: Number(query.get('who')) } }),
})
Object.assign(window, { siteInMemory: { source, host, debug } })

/** Pages outside of a station, by their address. */
const pages: Record<string, ReactNode> = {
  '#/gallery': <Gallery />,
  '#/sign-in': <SignIn onSignedIn={() => {}} />,
  '#/loading': <LoadingScreen />,
  '#/error': <LoadFailed onRetry={() => {}} />,
}
const page = pages[location.hash]

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    page ? (
      <Shell language={settings.language} theme={settings.theme} screen={settings.role}>
        {page}
      </Shell>
    ) : (
      <Station source={source} host={host} settings={settings} />
    ),
  )
}
