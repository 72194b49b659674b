import { type SyncEvent, syncEventSchema } from '../../domain'
import { formatEventId } from '../protocol/cursor'

/** A row of the event log, as the server's REST API has it. */
export interface EventRow {
  readonly tenant: string
  readonly seq: number
  readonly eventType: string
  readonly orderID?: string | null
  readonly actor: string
  readonly commandId?: string | null
  readonly at: string
  /** `data`, as JSON. */
  readonly body: string
}

/** The event; `null` where an older version of the product said something else by it: left out, not shown wrongly. */
export function eventOfRow(row: EventRow, epoch: string): SyncEvent | null {
  const read = syncEventSchema.safeParse({
    id: formatEventId({ epoch, seq: row.seq }),
    eventType: row.eventType,
    orderID: row.orderID ?? undefined,
    tenantId: row.tenant,
    timestamp: row.at,
    actor: row.actor,
    commandId: row.commandId ?? undefined,
    data: JSON.parse(row.body),
  })
  return read.success ? read.data : null
}
