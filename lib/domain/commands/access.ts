import type { Bay, Concern, Job, Order, PaymentMethod, Queue, Shift } from '../documents'
import type { CatalogService } from '../rules/pricing'
import type { Taxed } from '../rules/receipt'

/** The documents commands read and write. */
export interface Documents {
  readonly order: Order
  readonly queue: Queue
  readonly bay: Bay
  readonly job: Job
  readonly concern: Concern
  readonly shift: Shift
}

export type DocumentKind = keyof Documents

/** Kept by whoever keeps the documents, never by a command. */
type Kept = 'tenantId' | 'updatedAt' | 'version'
/** What is `undefined` is left as it is. */
type Changed<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** The fields a command may set. */
export interface Changes {
  readonly order: Changed<Omit<Order, 'orderID' | 'takenAs' | 'createdAt' | Kept>>
  readonly queue: Partial<Pick<Queue, 'open' | 'entries'>>
  readonly bay: Partial<Pick<Bay, 'status' | 'statusReason' | 'orderID' | 'jobId'>>
  readonly job: Pick<
    Job,
    | 'bayId'
    | 'fromBay'
    | 'plate'
    | 'vehicleType'
    | 'title'
    | 'notes'
    | 'status'
    | 'steps'
    | 'startedAt'
    | 'pausedAt'
    | 'pausedMs'
    | 'finishedAt'
  >
  readonly concern: Pick<Concern, 'decision' | 'decidedBy' | 'decidedAt'>
  readonly shift: Pick<Shift, 'closedAt' | 'closedBy' | 'counted' | 'note' | 'toSeq' | 'expected'>
}

export type NewOrder = Omit<Order, 'createdAt' | 'stageSince' | Kept>
export type NewJob = Omit<Job, Kept>
export type NewConcern = Omit<Concern, Kept>
export type NewShift = Omit<Shift, Kept>

/** Money that changed hands. */
export interface Payment {
  readonly orderID: string
  /** `null`: it was not said. */
  readonly method: PaymentMethod | null
  /** Sen; below zero it was given back. */
  readonly amount: number
  /** Sen handed back over the counter as it was taken. */
  readonly change: number
  readonly currency: string
  /** When, milliseconds since 1970. */
  readonly at: number
  /** Why it was given back; `null` for money that came in. */
  readonly reason: string | null
  /** Who of the team approved that it was given back, as the log calls them; `null` where nobody had to. */
  readonly approvedBy: string | null
  /** The order as it is with it. */
  readonly order: Taxed
  /** The command that did it; `null` for what the server itself writes. */
  readonly commandId: string | null
}

/** What the payments after a number come to. */
export interface LedgerSum {
  /** Number of the site's last payment. */
  readonly toSeq: number
  /** Sen of cash that came in, less what was given back in cash. */
  readonly cash: number
}

/** What a command asks of the place it runs in, one step of its run each. */
export type Access =
  | { readonly do: 'read'; readonly kind: DocumentKind; readonly key: string }
  | { [K in DocumentKind]: Change<K> }[DocumentKind]
  | { readonly do: 'addOrder'; readonly order: NewOrder }
  | { readonly do: 'addJob'; readonly job: NewJob }
  | { readonly do: 'addConcern'; readonly concern: NewConcern }
  | { readonly do: 'recordPayment'; readonly payment: Payment }
  | { readonly do: 'addShift'; readonly shift: NewShift }
  | { readonly do: 'lastShift' }
  | { readonly do: 'ledgerHead' }
  | { readonly do: 'ledgerAfter'; readonly seq: number; readonly currency: string }
  | { readonly do: 'catalogue' }
  | { readonly do: 'visitsBefore'; readonly plate: string; readonly except: string | null }
  | { readonly do: 'isOwnOrder'; readonly orderID: string }
  | { readonly do: 'nextOrderID'; readonly takenAs: string | null }

interface Change<K extends DocumentKind> {
  readonly do: 'change'
  readonly kind: K
  readonly key: string
  readonly fields: Changes[K]
}

/**
 * A command under way. It says one after the other what it reads and writes, so that the same lines run at once over a
 * station's documents and, waiting for the database, inside the server's transaction.
 */
export type Run<Result> = Generator<Access, Result, unknown>

// What a place answers to each access is in its driver; the compiler cannot follow that through `yield`.

/** The document as it is at this point of the run; `null` where there is none. An order is found by its provisional id too. */
export function* read<K extends DocumentKind>(kind: K, key: string): Run<Documents[K] | null> {
  return (yield { do: 'read', kind, key }) as Documents[K] | null
}

export function* change<K extends DocumentKind>(kind: K, key: string, fields: Changes[K]): Run<void> {
  yield { do: 'change', kind, key, fields } as Access
}

export function* addOrder(order: NewOrder): Run<void> {
  yield { do: 'addOrder', order }
}

export function* addJob(job: NewJob): Run<void> {
  yield { do: 'addJob', job }
}

export function* addConcern(concern: NewConcern): Run<void> {
  yield { do: 'addConcern', concern }
}

export function* addShift(shift: NewShift): Run<void> {
  yield { do: 'addShift', shift }
}

/** The site's newest shift, open or closed; `null` before the first. */
export function* lastShift(): Run<Shift | null> {
  return (yield { do: 'lastShift' }) as Shift | null
}

/** Number of the site's last payment, 0 before the first; `null` at a station, which does not have the ledger. */
export function* ledgerHead(): Run<number | null> {
  return (yield { do: 'ledgerHead' }) as number | null
}

/** What the site's payments after that number come to in a currency; `null` at a station. */
export function* ledgerAfter(seq: number, currency: string): Run<LedgerSum | null> {
  return (yield { do: 'ledgerAfter', seq, currency }) as LedgerSum | null
}

/** Keeps that money changed hands, for good. */
export function* recordPayment(payment: Payment): Run<void> {
  yield { do: 'recordPayment', payment }
}

/** The price list, services no longer offered included. */
export function* catalogue(): Run<readonly CatalogService[]> {
  return (yield { do: 'catalogue' }) as readonly CatalogService[]
}

/**
 * Visits of the car since its last free wash, the order `except` left out; `null` at a station, which does not have the orders of
 * all time, and without a plate.
 */
export function* visitsBefore(plate: string | undefined, except: string | null): Run<number | null> {
  return plate ? ((yield { do: 'visitsBefore', plate, except }) as number | null) : null
}

/** Whether the order belongs to the customer who acts. */
export function* isOwnOrder(orderID: string): Run<boolean> {
  return (yield { do: 'isOwnOrder', orderID }) as boolean
}

/**
 * What names the new order: at the server the next free number of the site's day; at a station, which has none to give,
 * what it has called the order itself.
 */
export function* nextOrderID(takenAs: string | null): Run<string> {
  return (yield { do: 'nextOrderID', takenAs }) as string
}
