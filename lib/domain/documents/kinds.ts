import { type SeenBay, seenBaySchema } from './bay'
import { type Concern, concernSchema } from './concern'
import { type SeenJob, seenJobSchema } from './job'
import { type SeenOrder, seenOrderSchema } from './order'
import { type SeenQueue, seenQueueSchema } from './queue'
import { type Shift, shiftSchema } from './shift'

/** The kinds of document, as their readers see them. */
export type DocumentByKind = {
  readonly order: SeenOrder
  readonly queue: SeenQueue
  readonly bay: SeenBay
  readonly job: SeenJob
  readonly concern: Concern
  readonly shift: Shift
}

export type DocumentKind = keyof DocumentByKind

/** A document put in place, or taken away when `document` is `null`. */
export type DocumentChange = {
  [K in DocumentKind]: { readonly kind: K; readonly key: string; readonly document: DocumentByKind[K] | null }
}[DocumentKind]

/** The field that names a document among those of its kind. */
const KEYS = {
  order: 'orderID',
  queue: 'queueId',
  bay: 'bayId',
  job: 'jobId',
  concern: 'concernId',
  shift: 'shiftId',
} as const satisfies { readonly [K in DocumentKind]: keyof DocumentByKind[K] }

export const DOCUMENT_KINDS = Object.keys(KEYS) as readonly DocumentKind[]

/** The change that puts a document in place. */
export function changeOf<K extends DocumentKind>(kind: K, document: DocumentByKind[K]): DocumentChange {
  const key = document[KEYS[kind] as never]
  return { kind, key, document } as unknown as DocumentChange
}

const listOf = <K extends DocumentKind, S>(kind: K, schema: S) => ({
  schema,
  changeOf: (document: DocumentByKind[K]) => changeOf(kind, document),
})

/** The lists of a snapshot: what each may hold, and the change that puts one of it in place. */
export const DOCUMENT_LISTS = {
  orders: listOf('order', seenOrderSchema),
  queues: listOf('queue', seenQueueSchema),
  bays: listOf('bay', seenBaySchema),
  jobs: listOf('job', seenJobSchema),
  // Servers of protocol 2 have none.
  concerns: { ...listOf('concern', concernSchema), mayBeAbsent: true },
  // Servers of protocol 7 have none.
  shifts: { ...listOf('shift', shiftSchema), mayBeAbsent: true },
} as const

/** A whole site's documents, as a snapshot lists them. */
export interface DocumentLists {
  readonly orders: readonly SeenOrder[]
  readonly queues: readonly SeenQueue[]
  readonly bays: readonly SeenBay[]
  readonly jobs: readonly SeenJob[]
  readonly concerns?: readonly Concern[]
  readonly shifts?: readonly Shift[]
}

/** The changes that build these documents. */
export function changesOf(lists: DocumentLists): readonly DocumentChange[] {
  return Object.entries(DOCUMENT_LISTS).flatMap(([name, { changeOf }]) =>
    (lists[name as keyof DocumentLists] ?? []).map(changeOf as (document: object) => DocumentChange),
  )
}
