import {
  type Actor,
  actingAs,
  type CatalogService,
  type Catalogue,
  type Command,
  type DocumentByKind,
  type DocumentChange,
  type DocumentKind,
  type Member,
  type Order,
  type Shift,
} from '@/lib/domain'
import { COMMANDS } from '@/lib/domain/commands'
import type { Access } from '@/lib/domain/commands/access'
import { Rejection } from '@/lib/domain/commands/refuse'
import { isFact, runCommand } from '@/lib/domain/commands/run'
import { type Site, USUAL_DISCOUNT_LIMITS } from '@/lib/domain/site'
import type { RefusedCommand } from '@/lib/sync/engine'

/** The documents of a site. */
export interface Documents {
  get<K extends DocumentKind>(kind: K, key: string): DocumentByKind[K] | undefined
  keys(kind: DocumentKind): Iterable<string>
}

/** Documents to predict over; without their keys nothing is known of what is not named. */
export type Told = Pick<Documents, 'get'> & Partial<Pick<Documents, 'keys'>>

/** What a station knows of who acts there and how the site works. */
export interface Scene {
  readonly actor: Actor
  readonly site: Site
  /** Whom commands name. */
  readonly team: readonly Member[]
  /** The price list; `null` until it has been read. */
  readonly catalogue: readonly CatalogService[] | null
  /** Gives a new order its number, where a server is stood in for. */
  readonly nextOrderID?: () => string
}

/** The scene of a station; before its price list is read, the site is taken to work as most do. */
export function sceneOf(actor: Actor, catalogue: Catalogue | undefined, team: readonly Member[] = []): Scene {
  const { billing = true, currency = 'MYR', cleaningAfterJob = false } = catalogue ?? {}
  const {
    discountLimits = USUAL_DISCOUNT_LIMITS,
    taxRate = 0,
    cashRounding = false,
    freeWashEvery = 0,
  } = catalogue ?? {}
  return {
    actor,
    site: {
      billing,
      currency,
      cleaningAfterJob,
      discountLimits,
      taxRate,
      cashRounding,
      freeWashEvery,
      asksWho: catalogue?.who.ask ?? false,
    },
    team,
    catalogue: catalogue?.services ?? null,
  }
}

export type Prediction =
  /** `whole` unless some of it takes what only the server has; the changes are then those before it. */
  | { readonly kind: 'changes'; readonly changes: readonly DocumentChange[]; readonly whole: boolean }
  /** The rules say no to it, over these documents. */
  | { readonly kind: 'refused'; readonly rejection: Rejection }

const NOTHING_KNOWN: Prediction = { kind: 'changes', changes: [], whole: false }

/**
 * What a command makes of the documents, by the same rule that the server runs, so that a tap shows at once, with or
 * without a server. Predicting it again on documents that already contain it changes nothing or is refused. The server's
 * word replaces it.
 */
export function predict(command: Command, documents: Told, scene: Scene): Prediction {
  if (COMMANDS[command.type].adds && !isKnownToAddOnce(command, documents)) return NOTHING_KNOWN
  const at = Date.parse(command.issuedAt)
  const over = new Overlay(documents, scene, command.issuedAt)
  try {
    const member = (id: string | undefined) => scene.team.find(({ personId }) => personId === id) ?? null
    const named = { person: member(command.person), approver: member(command.approvedBy) }
    const actor = actingAs(scene.actor, named, { asksWho: scene.site.asksWho, isFact: isFact(command) })
    const run = runCommand(command, { actor, site: scene.site, actedAt: at, now: at })
    let step = run.next()
    while (!step.done) step = run.next(over.answer(step.value))
    return { kind: 'changes', changes: over.changes(), whole: true }
  } catch (error) {
    if (error instanceof Rejection) return { kind: 'refused', rejection: error }
    if (error instanceof OnlyTheServer) return { kind: 'changes', changes: over.changes(), whole: false }
    throw error
  }
}

/**
 * Doing it twice is not doing it once: an order tells what was paid for it and by which command. One from an older server
 * does not, and then only the version that the person saw is known to be without it.
 */
function isKnownToAddOnce({ expect, payload }: Command, documents: Pick<Documents, 'get'>): boolean {
  const order = 'orderID' in payload ? documents.get('order', payload.orderID) : undefined
  return order?.payments !== undefined || (expect !== undefined && order?.version === expect.version)
}

/** The answer that the server gives to a command it refuses; the document itself is on the screen already. */
export function answerOf({ id }: Command, { code, message, refusal }: Rejection): RefusedCommand['answer'] {
  return { id, status: 'rejected', code, message, reason: refusal.key, params: refusal.params, current: null }
}

/** The newest of the shifts that are known; `null` where none is. */
export function lastShiftOf(keys: Iterable<string>, get: (key: string) => Shift | undefined): Shift | null {
  let last: Shift | null = null
  for (const key of keys) {
    const shift = get(key)
    if (shift && (last === null || shift.number > last.number)) last = shift
  }
  return last
}

/** Thrown where a run asks for what a station has not. */
class OnlyTheServer extends Error {}

/** An order from before servers told these lacks them for everybody; the rules take that as none. */
const NOT_ALWAYS_TOLD: readonly string[] = ['payments', 'rounding', 'visits', 'freeWash'] satisfies (keyof Order)[]

/** A document of which this reader may see a part: a rule that asks for the rest cannot be judged here. */
function asFarAsSeen<Part extends object>(part: Part): Part {
  return new Proxy(part, {
    get(document, field, whole) {
      if (typeof field === 'string' && !(field in document) && !NOT_ALWAYS_TOLD.includes(field))
        throw new OnlyTheServer()
      const value: unknown = Reflect.get(document, field, whole)
      // The lines of an order, alone among lists, are seen in part.
      return field === 'services' && Array.isArray(value) ? value.map(asFarAsSeen) : value
    },
  })
}

/** The documents as the run has left them so far. */
class Overlay {
  readonly #changed = new Map<string, DocumentChange>()

  constructor(
    private readonly documents: Told,
    private readonly scene: Scene,
    private readonly at: string,
  ) {}

  changes(): DocumentChange[] {
    return [...this.#changed.values()]
  }

  answer(access: Access): unknown {
    switch (access.do) {
      case 'read':
        return this.#seen(access.kind, access.key)
      case 'change': {
        const before = this.#read(access.kind, access.key)
        if (!before) throw new OnlyTheServer()
        return this.#put({
          kind: access.kind,
          key: access.key,
          document: { ...before, ...access.fields, updatedAt: this.at },
        } as DocumentChange)
      }
      case 'addJob':
        return this.#put({
          kind: 'job',
          key: access.job.jobId,
          document: { ...access.job, tenantId: this.scene.actor.tenantId, updatedAt: this.at, version: 1 },
        })
      case 'addConcern': {
        const kept = { tenantId: this.scene.actor.tenantId, updatedAt: this.at, version: 1 }
        const document = { ...access.concern, ...kept }
        return this.#put({ kind: 'concern', key: access.concern.concernId, document })
      }
      case 'addShift': {
        const kept = { tenantId: this.scene.actor.tenantId, updatedAt: this.at, version: 1 }
        return this.#put({ kind: 'shift', key: access.shift.shiftId, document: { ...access.shift, ...kept } })
      }
      case 'lastShift':
        if (!this.documents.keys) throw new OnlyTheServer()
        return lastShiftOf(this.documents.keys('shift'), (key) => this.documents.get('shift', key))
      case 'visitsBefore':
        // The order tells what the server has counted, which counts again.
        return null
      case 'ledgerHead':
      case 'ledgerAfter':
        // Not told apart from a ledger that is elsewhere: the server adds it up.
        return null
      case 'recordPayment':
        // Its sum is in the order; the record itself is the server's.
        return undefined
      case 'catalogue':
        if (!this.scene.catalogue) throw new OnlyTheServer()
        return this.scene.catalogue
      case 'addOrder': {
        const kept = { tenantId: this.scene.actor.tenantId, createdAt: this.at, updatedAt: this.at, version: 1 }
        const document = { ...access.order, stageSince: this.at, ...kept }
        return this.#put({ kind: 'order', key: access.order.orderID, document })
      }
      case 'nextOrderID':
        if (this.scene.nextOrderID) return this.scene.nextOrderID()
        if (access.takenAs === null) throw new OnlyTheServer()
        return access.takenAs
      case 'isOwnOrder':
        throw new OnlyTheServer()
    }
  }

  #seen(kind: DocumentKind, key: string): object | null {
    const document = this.#read(kind, key)
    return document && asFarAsSeen(document)
  }

  #read(kind: DocumentKind, key: string): DocumentByKind[DocumentKind] | null {
    const changed = this.#changed.get(`${kind}:${key}`)
    if (changed) return changed.document
    return this.documents.get(kind, key) ?? null
  }

  #put(change: DocumentChange): void {
    this.#changed.set(`${change.kind}:${change.key}`, change)
  }
}
