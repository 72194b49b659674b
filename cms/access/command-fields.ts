import { APIError, type Field, type FieldAccess, type PayloadRequest } from 'payload'
import { identityOf } from './identity'

/** Which fields of a document people write by hand, over REST or in the panel; commands and the server write them all. */
interface ByHand {
  /** Written when the document is made, and settled from then on. */
  readonly once: readonly string[]
  /** Never written by hand. */
  readonly never: readonly string[]
  /** Of those, what another service may tell. */
  readonly told?: readonly string[]
  /** What the server writes into a new document, where it is not the field's default: sending the same is allowed. */
  readonly made?: Readonly<Record<string, unknown>>
}

/** What the log counts and dates by itself. */
const KEPT_BY_THE_LOG = ['version', 'changedAt', 'createdAt', 'updatedAt']

/**
 * Money, stages, places and work change by commands alone, whose rules guard them; whoever asks, the panel included.
 * What is not named here is written by hand: plates, names, notes.
 */
// biome-ignore format: a table is read in columns
export const COMMAND_FIELDS = {
  orders: {
    once: ['services', 'queue'],
    never: [
      'orderID', 'takenAs', 'stage', 'stageSince', 'overallStatus', 'bayId', 'qrCodeGenerated', 'whatsappLinked',
      'paymentStatus', 'totalAmount', 'discount', 'discountReason', 'discountBy', 'discountApprovedBy', 'calledOffReason', 'calledOffBy',
      'calledOffApprovedBy', 'visits', 'freeWash', 'rounding', 'paidAmount', 'payments', 'toGiveBack', 'currency', ...KEPT_BY_THE_LOG,
    ],
    told: ['whatsappLinked'],
    made: { stage: 'initiated' },
  },
  queues: { once: ['queueId'], never: ['open', 'entries', ...KEPT_BY_THE_LOG] },
  bays: { once: ['bayId'], never: ['status', 'statusReason', 'orderID', 'jobId', ...KEPT_BY_THE_LOG] },
  jobs: {
    once: [],
    never: [
      'jobId', 'orderID', 'bayId', 'fromQueue', 'fromBay', 'plate', 'vehicleType', 'title', 'status',
      'steps', 'startedAt', 'pausedAt', 'pausedMs', 'finishedAt', 'endedBy', ...KEPT_BY_THE_LOG,
    ],
  },
  concerns: {
    once: [],
    never: [
      'concernId', 'orderID', 'plate', 'action', 'answer', 'raisedBy', 'raisedAt', 'decision', 'decidedBy', 'decidedAt',
      ...KEPT_BY_THE_LOG,
    ],
  },
  shifts: {
    once: [],
    never: [
      'shiftId', 'number', 'openedAt', 'openedBy', 'currency', 'float', 'fromSeq', 'closedAt', 'closedBy', 'counted', 'toSeq',
      'expected', 'note', ...KEPT_BY_THE_LOG,
    ],
  },
} as const satisfies Record<string, ByHand>

type Tracked = keyof typeof COMMAND_FIELDS

/**
 * The collection's fields with the table's rule on each: shown in the panel, not to be edited. A program that sends
 * another value is refused, by name: Payload alone would drop it silently, and the program believe that it was taken.
 */
export function keepForCommands(collection: Tracked, fields: readonly Field[]): Field[] {
  const { once, never, told = [], made = {} }: ByHand = COMMAND_FIELDS[collection]
  const guard = (field: Field): Field => {
    if ('fields' in field) return { ...field, fields: field.fields.map(guard) } as Field
    if (!('name' in field) || typeof field.name !== 'string') return field
    if (![...once, ...never].includes(field.name)) return field
    const { name } = field
    const { defaultValue } = field as { defaultValue?: unknown }
    const mayTell = (req: PayloadRequest) => told.includes(name) && identityOf(req.user)?.role === 'service'
    const update: FieldAccess = ({ req, siblingData, doc }) =>
      mayTell(req) || refuseChange(req, name, siblingData?.[name], [doc?.[name]])
    const create: FieldAccess = ({ req, siblingData }) =>
      refuseChange(req, name, siblingData?.[name], [null, defaultValue, made[name]])
    const shown = never.includes(name) ? { readOnly: true, condition: onceItExists } : {}
    return {
      ...field,
      access: { ...('access' in field && field.access), update, ...(never.includes(name) && { create }) },
      admin: { ...field.admin, ...shown },
    } as Field
  }
  return [...fields, ...TIMESTAMPS].map(guard)
}

/** As Payload adds them itself, said here so that they too can be guarded. */
const TIMESTAMPS: readonly Field[] = ['updatedAt', 'createdAt'].map((name) => ({
  name,
  type: 'date',
  index: true,
  admin: { hidden: true, disableBulkEdit: true },
}))

/** What the server makes of a new document is shown once it has. */
const onceItExists = (_data: unknown, _sibling: unknown, { operation }: { operation: string }) => operation !== 'create'

/** False, as field access says no; throws where the value sent is none of those that change nothing. */
function refuseChange(req: PayloadRequest, field: string, sent: unknown, same: readonly unknown[]): false {
  // The panel sends the whole form, with what it showed when it was opened: of what it cannot edit the server's counts.
  const fromPanel = req.headers?.get('content-type')?.startsWith('multipart/form-data')
  if (fromPanel || sent === undefined || same.some((kept) => isSame(sent, kept))) return false
  throw new APIError(
    `${field} is not written by hand: it changes by a command. Send one to /api/v1/sync/commands, or leave it out.`,
    403,
    { code: 'command_field', field },
    true,
  )
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === ''

const isSame = (sent: unknown, kept: unknown) =>
  isEmpty(sent) ? isEmpty(kept) : JSON.stringify(sent) === JSON.stringify(kept)
