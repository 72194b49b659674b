import { z } from 'zod'
import {
  historyPath,
  type Member,
  type People,
  pastOrdersPath,
  pastOrdersSchema,
  readCatalogue,
  readHistory,
  readSitePeople,
} from '@/lib/domain'
import { pinAnswerSchema, pinRefusal, type pinTrySchema } from '@/lib/domain/team'
import type { SyncDebugSource } from '@/lib/sync'
import { errorBodySchema } from '@/lib/sync/protocol'
import { receiptLink } from '@/lib/ui/receipt/receipt-chat'
import type { StationSettings } from '@/preload/contract'
import type { StationHost, WebSession } from '../host'
import { KeptCatalogue } from './kept-catalogue'
import { forgetStation } from './kept-station'
import { nextWebNumber } from './web-numbers'
import { keepWebSettings } from './web-settings'

export interface WebHostOptions {
  readonly settings: StationSettings
  readonly role: 'admin' | 'staff'
  readonly person: WebSession['person']
  readonly people: People
  readonly team: readonly Member[]
  readonly tenantId: string
  /** Who is signed in, as the log names it. */
  readonly account: string
  readonly debug: SyncDebugSource
  /** How many actions of other accounts this browser keeps. */
  readonly waitingForOthers: () => Promise<number>
  readonly shell: StationHost['shell']
}

const linkSchema = z.object({ path: z.string().startsWith('/receipt/') })

/** The page's own host: the server's REST API with the session's cookie, settings kept in this browser. */
export function webHost({
  settings,
  role,
  person,
  people,
  team,
  tenantId,
  account,
  debug,
  waitingForOthers,
  shell,
}: WebHostOptions): StationHost {
  let kept = settings
  const keptCatalogue = new KeptCatalogue({ account, tenantId })
  const listeners = new Set<(settings: StationSettings) => void>()
  const history = async (orderID: string) => readHistory(await getJson(`${historyPath(orderID)}&tenantId=${tenantId}`))
  return {
    async catalogue() {
      try {
        const [services, tenants] = await Promise.all([
          getJson(`/api/services?depth=0&limit=100&sort=position&where[tenant][equals]=${tenantId}`),
          getJson(`/api/tenants?depth=0&limit=1&where[tenantId][equals]=${tenantId}`),
        ])
        const catalogue = readCatalogue(services, tenants)
        keptCatalogue.write(catalogue)
        return catalogue
      } catch (error) {
        const last = keptCatalogue.read()
        if (last) return last
        throw error
      }
    },
    nextOrderNumber: nextWebNumber,
    timeline: history,
    history,
    async receiptLink(orderID) {
      const { path } = linkSchema.parse(await getJson(`/receipt/link/${encodeURIComponent(orderID)}`))
      return receiptLink(path, location)
    },
    findOrders: async (query) => pastOrdersSchema.parse(await getJson(`${pastOrdersPath(query)}&tenantId=${tenantId}`)),
    async writeSettings(change) {
      kept = { ...kept, ...change }
      keepWebSettings(kept)
      for (const listener of listeners) listener(kept)
      return kept
    },
    onSettings(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async people() {
      try {
        return readSitePeople(await getJson(`/api/v1/sync/people?tenantId=${tenantId}`))
      } catch {
        return { names: people, team }
      }
    },
    checkPerson: (personId, pin, purpose) =>
      checkPin(`/api/v1/sync/pin?tenantId=${tenantId}`, { personId, pin, purpose }),
    // Shown by browsers that have installed the page as a program; the title carries the number in the others.
    badge: (count) => void navigator.setAppBadge?.(count).catch(() => {}),
    // The browser asks which printer, or makes a file of it.
    print: async () => window.print(),
    // A person who signed in by name has that person's rights, whatever screen they chose.
    roleFor: () => role,
    desktop: null,
    debug: role === 'admin' ? debug : null,
    shell,
    session: {
      person,
      role,
      waitingForOthers,
      async signOut() {
        const answer = await fetch('/api/users/logout', { method: 'POST' })
        if (!answer.ok) throw new Error(`The sign-out answered ${answer.status}`)
        await forgetStation()
        location.assign('/station/sign-in')
      },
      signIn: () => location.assign('/station/sign-in'),
    },
  }
}

/** A browser keeps no PINs: the server alone says whether one is right. */
async function checkPin(url: string, body: z.input<typeof pinTrySchema>): Promise<void> {
  let answer: Response
  try {
    const headers = { 'Content-Type': 'application/json' }
    answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  } catch {
    throw new Error('pin_unknown: the server does not answer')
  }
  const said: unknown = await answer.json().catch(() => undefined)
  // A portal or a proxy answers 200 to anything: only who names the person has looked at the PIN.
  if (answer.ok && pinAnswerSchema.safeParse(said).data?.personId === body.personId) return
  const error = errorBodySchema.safeParse(said).data?.error
  if (!error) throw new Error('pin_unknown: somebody else answered for the server')
  throw new Error(`${pinRefusal(error.code)}: ${error.message}`)
}

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${url.split('?')[0]} answered ${answer.status}`)
  return answer.json()
}
