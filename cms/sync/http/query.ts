import { z } from 'zod'
import { SUBSCRIBABLE_EVENT_TYPES } from '@/lib/domain/events'
import { orderIDSchema, slugSchema } from '@/lib/domain/values'
import { parseEventId } from '@/lib/sync/protocol/cursor'
import { MAX_PAGE_LIMIT } from '@/lib/sync/protocol/responses'
import type { StageName } from '../hub/logged-event'
import { Problem } from './problem'

const DEFAULT_LIMIT = 100

const eventTypesSchema = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.enum(SUBSCRIBABLE_EVENT_TYPES)).min(1))

/** The parameters of `GET events`. */
export const QUERY_PARAMETERS = {
  orderID: orderIDSchema.optional(),
  eventTypes: eventTypesSchema.optional(),
  bayId: slugSchema.optional(),
  tenantId: slugSchema.optional(),
  lastEventId: z
    .string()
    .transform((id, context) => {
      const cursor = parseEventId(id)
      if (!cursor) context.addIssue({ code: 'custom', message: 'is not an event id of this server' })
      return cursor ?? z.NEVER
    })
    .optional(),
  limit: z.coerce.number<number>().int().min(1).max(MAX_PAGE_LIMIT).default(DEFAULT_LIMIT),
} as const

const querySchema = z.object(QUERY_PARAMETERS)

export interface EventsQuery {
  readonly orderID: string | null
  readonly bayId: string | null
  readonly tenantId: string | null
  /** Log event types; `null` is all. */
  readonly eventTypes: ReadonlySet<string> | null
  readonly stageName: StageName
  readonly cursor: { epoch: string; seq: number } | null
  readonly limit: number
}

/**
 * Reads the parameters of `GET events`. Unknown parameters are ignored (caches and old clients add some); a known one
 * given twice, empty or wrong is a `bad_parameter`. The `Last-Event-ID` header wins over the parameter.
 */
export function readEventsQuery(params: URLSearchParams, lastEventIdHeader: string | undefined): EventsQuery {
  const given: Record<string, string> = {}
  for (const name of Object.keys(querySchema.shape)) {
    const values = params.getAll(name)
    if (values.length > 1) throw new Problem('bad_parameter', `${name} is given more than once.`, { field: name })
    if (values[0] !== undefined && !(name === 'lastEventId' && values[0] === '')) given[name] = values[0]
  }
  if (lastEventIdHeader) given.lastEventId = lastEventIdHeader
  const parsed = querySchema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = String(issue?.path[0] ?? '')
    throw new Problem('bad_parameter', `${field}: ${issue?.message ?? 'not understood'}`, { field })
  }
  const { orderID, bayId, tenantId, eventTypes, lastEventId, limit } = parsed.data
  return {
    orderID: orderID ?? null,
    bayId: bayId ?? null,
    tenantId: tenantId ?? null,
    eventTypes: eventTypes
      ? new Set(eventTypes.map((name) => (name === 'order_stage_change' ? 'stage_change' : name)))
      : null,
    stageName:
      eventTypes?.includes('order_stage_change') && !eventTypes.includes('stage_change')
        ? 'order_stage_change'
        : 'stage_change',
    cursor: lastEventId ?? null,
    limit,
  }
}
