import type { Bay, Concern, Job, Order, Queue, Shift } from '@/lib/domain/documents'
import { AUDIENCES, type Audience } from './audiences'

/** The public documents, by the name an event carries them under. */
interface Documents {
  order: Order
  queue: Queue
  bay: Bay
  job: Job
  concern: Concern
  shift: Shift
}
export type DocumentKind = keyof Documents
export const DOCUMENT_KINDS = [
  'order',
  'queue',
  'bay',
  'job',
  'concern',
  'shift',
] as const satisfies readonly DocumentKind[]

/** What stands around the document of an event. */
interface Envelope {
  id: string
  eventType: string
  orderID: string
  tenantId: string
  timestamp: string
  actor: string
  commandId: string
}

/** Every value of a document by its path; a list's entries share one: `vehicle.plate`, `services.options.price`. */
type PathIn<T> = {
  [K in keyof T & string]-?: NonNullable<T[K]> extends readonly (infer Entry)[]
    ? `${K}.${PathIn<Entry>}`
    : NonNullable<T[K]> extends object
      ? `${K}.${PathIn<NonNullable<T[K]>>}`
      : K
}[keyof T & string]

/** Columns in the order of AUDIENCES: customer, board, bay, cashier, staff, service. */
type Row = readonly [0 | 1, 0 | 1, 0 | 1, 0 | 1, 1, 0 | 1]

/**
 * Which audience reads which field: the one place that says so. Streams, pages, snapshots, answers to commands, the server's
 * own pages and REST all go by it, and docs/security.md prints it. Each audience has what its screens show: a field that is
 * missing here does not compile, and a document of no column is not sent at all.
 *
 * A board hangs where the public sees it: plates, places and times, no names, no money, no notes. A bay adds what the washer
 * has to know. A customer reads the own orders alone. A service knows an order by its number, and tells one thing of it.
 */
export const VISIBLE = {
  // biome-ignore format: a table is read in columns
  order: {
    //                             cust board bay cash staff serv
    'orderID':                     [1, 1, 1, 1, 1, 1],
    'takenAs':                     [1, 1, 1, 1, 1, 1],
    'tenantId':                    [1, 1, 1, 1, 1, 1],
    'stage':                       [1, 1, 1, 1, 1, 1],
    'stageSince':                  [1, 1, 1, 1, 1, 0],
    'overallStatus':               [1, 0, 0, 1, 1, 1],
    'paymentStatus':               [1, 0, 0, 1, 1, 0],
    'queue':                       [1, 1, 1, 1, 1, 0],
    'bayId':                       [1, 1, 1, 1, 1, 0],
    'vehicle.plate':               [1, 1, 1, 1, 1, 0],
    'vehicle.type':                [1, 0, 1, 1, 1, 0],
    'vehicle.make':                [1, 0, 0, 1, 1, 0],
    'vehicle.colour':              [1, 0, 0, 1, 1, 0],
    'customer.name':               [1, 0, 0, 1, 1, 0],
    'customer.phone':              [1, 0, 0, 1, 1, 0],
    'services.serviceId':          [1, 0, 0, 1, 1, 0],
    'services.name':               [1, 0, 1, 1, 1, 0],
    'services.price':              [1, 0, 0, 1, 1, 0],
    'services.minutes':            [1, 1, 1, 1, 1, 0],
    'services.taxRate':            [1, 0, 0, 1, 1, 0],
    'services.options.optionId':   [1, 0, 0, 1, 1, 0],
    'services.options.name':       [1, 0, 0, 1, 1, 0],
    'services.options.price':      [1, 0, 0, 1, 1, 0],
    'totalAmount':                 [1, 0, 0, 1, 1, 0],
    'discount':                    [1, 0, 0, 1, 1, 0],
    'rounding':                    [1, 0, 0, 1, 1, 0],
    'visits':                      [0, 0, 0, 1, 1, 0],
    'freeWash':                    [1, 0, 0, 1, 1, 0],
    'discountReason':              [0, 0, 0, 1, 1, 0],
    'discountBy':                  [0, 0, 0, 1, 1, 0],
    'discountApprovedBy':          [0, 0, 0, 1, 1, 0],
    'calledOffReason':             [0, 0, 0, 1, 1, 0],
    'calledOffBy':                 [0, 0, 0, 1, 1, 0],
    'calledOffApprovedBy':         [0, 0, 0, 1, 1, 0],
    'paidAmount':                  [1, 0, 0, 1, 1, 0],
    'payments.paymentId':          [1, 0, 0, 1, 1, 0],
    'payments.at':                 [1, 0, 0, 1, 1, 0],
    'payments.method':             [1, 0, 0, 1, 1, 0],
    'payments.amount':             [1, 0, 0, 1, 1, 0],
    'payments.change':             [0, 0, 0, 1, 1, 0],
    'payments.by':                 [0, 0, 0, 1, 1, 0],
    'currency':                    [1, 0, 0, 1, 1, 0],
    'customerNotes':               [1, 0, 0, 1, 1, 0],
    'staffNotes':                  [0, 0, 0, 1, 1, 0],
    'whatsappLinked':              [1, 0, 0, 1, 1, 1],
    'qrCodeGenerated':             [1, 0, 0, 1, 1, 0],
    'createdAt':                   [1, 0, 0, 1, 1, 1],
    'updatedAt':                   [1, 1, 1, 1, 1, 1],
    'version':                     [1, 1, 1, 1, 1, 1],
  },
  // biome-ignore format: a table is read in columns
  queue: {
    'queueId':                     [0, 1, 1, 1, 1, 0],
    'tenantId':                    [0, 1, 1, 1, 1, 0],
    'name':                        [0, 0, 0, 1, 1, 0],
    'open':                        [0, 0, 0, 1, 1, 0],
    'entries.orderID':             [0, 1, 1, 1, 1, 0],
    'entries.enteredAt':           [0, 0, 0, 1, 1, 0],
    'updatedAt':                   [0, 1, 1, 1, 1, 0],
    'version':                     [0, 1, 1, 1, 1, 0],
  },
  // biome-ignore format: a table is read in columns
  bay: {
    'bayId':                       [0, 1, 1, 1, 1, 0],
    'tenantId':                    [0, 1, 1, 1, 1, 0],
    'name':                        [0, 1, 1, 1, 1, 0],
    'position':                    [0, 1, 1, 1, 1, 0],
    'status':                      [0, 1, 1, 1, 1, 0],
    'statusReason':                [0, 0, 1, 1, 1, 0],
    'orderID':                     [0, 1, 1, 1, 1, 0],
    'jobId':                       [0, 1, 1, 1, 1, 0],
    'updatedAt':                   [0, 1, 1, 1, 1, 0],
    'version':                     [0, 1, 1, 1, 1, 0],
  },
  // biome-ignore format: a table is read in columns
  job: {
    'jobId':                       [0, 1, 1, 1, 1, 0],
    'tenantId':                    [0, 1, 1, 1, 1, 0],
    'orderID':                     [0, 1, 1, 1, 1, 0],
    'bayId':                       [0, 1, 1, 1, 1, 0],
    'fromQueue':                   [0, 0, 1, 1, 1, 0],
    'fromBay':                     [0, 0, 1, 1, 1, 0],
    'plate':                       [0, 1, 1, 1, 1, 0],
    'vehicleType':                 [0, 0, 1, 1, 1, 0],
    'title':                       [0, 0, 1, 1, 1, 0],
    'notes':                       [0, 0, 1, 1, 1, 0],
    'status':                      [0, 1, 1, 1, 1, 0],
    'steps.stepId':                [0, 0, 1, 1, 1, 0],
    'steps.name':                  [0, 0, 1, 1, 1, 0],
    'steps.minutes':               [0, 1, 1, 1, 1, 0],
    'steps.status':                [0, 1, 1, 1, 1, 0],
    'steps.startedAt':             [0, 1, 1, 1, 1, 0],
    'steps.finishedAt':            [0, 1, 1, 1, 1, 0],
    'steps.skipReason':            [0, 0, 1, 1, 1, 0],
    'startedAt':                   [0, 0, 1, 1, 1, 0],
    'pausedAt':                    [0, 1, 1, 1, 1, 0],
    'pausedMs':                    [0, 0, 1, 1, 1, 0],
    'finishedAt':                  [0, 1, 1, 1, 1, 0],
    'updatedAt':                   [0, 1, 1, 1, 1, 0],
    'version':                     [0, 1, 1, 1, 1, 0],
  },
  /** Only who decides on it. */
  // biome-ignore format: a table is read in columns
  concern: {
    'concernId':                   [0, 0, 0, 1, 1, 0],
    'tenantId':                    [0, 0, 0, 1, 1, 0],
    'orderID':                     [0, 0, 0, 1, 1, 0],
    'plate':                       [0, 0, 0, 1, 1, 0],
    'action':                      [0, 0, 0, 1, 1, 0],
    'answer':                      [0, 0, 0, 1, 1, 0],
    'raisedBy':                    [0, 0, 0, 1, 1, 0],
    'raisedAt':                    [0, 0, 0, 1, 1, 0],
    'decision':                    [0, 0, 0, 1, 1, 0],
    'decidedBy':                   [0, 0, 0, 1, 1, 0],
    'decidedAt':                   [0, 0, 0, 1, 1, 0],
    'updatedAt':                   [0, 0, 0, 1, 1, 0],
    'version':                     [0, 0, 0, 1, 1, 0],
  },
  /** Those who count the drawer, and those they count it for. */
  // biome-ignore format: a table is read in columns
  shift: {
    'shiftId':                     [0, 0, 0, 1, 1, 0],
    'tenantId':                    [0, 0, 0, 1, 1, 0],
    'number':                      [0, 0, 0, 1, 1, 0],
    'openedAt':                    [0, 0, 0, 1, 1, 0],
    'openedBy':                    [0, 0, 0, 1, 1, 0],
    'currency':                    [0, 0, 0, 1, 1, 0],
    'float':                       [0, 0, 0, 1, 1, 0],
    'fromSeq':                     [0, 0, 0, 1, 1, 0],
    'closedAt':                    [0, 0, 0, 1, 1, 0],
    'closedBy':                    [0, 0, 0, 1, 1, 0],
    'counted':                     [0, 0, 0, 1, 1, 0],
    'toSeq':                       [0, 0, 0, 1, 1, 0],
    'expected':                    [0, 0, 0, 1, 1, 0],
    'note':                        [0, 0, 0, 1, 1, 0],
    'updatedAt':                   [0, 0, 0, 1, 1, 0],
    'version':                     [0, 0, 0, 1, 1, 0],
  },
  /** Around each event. Whose audience does not see who did it reads `system`. */
  // biome-ignore format: a table is read in columns
  event: {
    'id':                          [1, 1, 1, 1, 1, 0],
    'eventType':                   [1, 1, 1, 1, 1, 0],
    'orderID':                     [1, 1, 1, 1, 1, 0],
    'tenantId':                    [1, 1, 1, 1, 1, 0],
    'timestamp':                   [1, 1, 1, 1, 1, 0],
    'actor':                       [0, 0, 0, 1, 1, 0],
    // Of use to those who send commands from a station, who lay over the documents what their own will do.
    'commandId':                   [0, 0, 1, 1, 1, 0],
  },
} as const satisfies { [Kind in DocumentKind]: Record<PathIn<Documents[Kind]>, Row> } & {
  event: Record<keyof Envelope, Row>
}

type Kind = keyof typeof VISIBLE

/** Whether the audience reads the value at a path of a document, or anything below it. */
export function sees(audience: Audience, kind: Kind, path: string): boolean {
  return visiblePaths(audience, kind).some((known) => isWithin(known, path))
}

/** Whether the audience reads all that is at a path. */
export function seesAllOf(audience: Audience, kind: Kind, path: string): boolean {
  const paths = allPaths(kind).filter((known) => isWithin(known, path))
  return paths.length > 0 && paths.every((known) => visiblePaths(audience, kind).includes(known))
}

/** Every path of a document, seen or not. */
export const allPaths = (kind: Kind): readonly string[] => Object.keys(VISIBLE[kind])

/** The paths of a document that the audience reads. */
export const visiblePaths = (audience: Audience, kind: Kind): readonly string[] => PATHS[audience][kind]

/** Whether the audience reads everything, so that nothing has to be taken out. */
export const seesEverything = (audience: Audience): boolean => EVERYTHING.has(audience)

/** Whether `other` reads nothing that the audience does not. */
export const seesAllThat = (audience: Audience, other: Audience): boolean =>
  KINDS.every((kind) => visiblePaths(other, kind).every((path) => visiblePaths(audience, kind).includes(path)))

/** Whether a path is `path` or lies below it. */
export const isWithin = (known: string, path: string): boolean => known === path || known.startsWith(`${path}.`)

const KINDS = Object.keys(VISIBLE) as Kind[]

const PATHS = Object.fromEntries(
  AUDIENCES.map((audience, column) => [
    audience,
    Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        Object.entries(VISIBLE[kind] as Record<string, Row>).flatMap(([path, row]) => (row[column] ? [path] : [])),
      ]),
    ),
  ]),
) as unknown as Record<Audience, Record<Kind, readonly string[]>>

const EVERYTHING: ReadonlySet<Audience> = new Set(
  AUDIENCES.filter((audience) => KINDS.every((kind) => PATHS[audience][kind].length === allPaths(kind).length)),
)
