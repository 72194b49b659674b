import { z } from 'zod'
import type { AnyEvent } from '../ports/domain'
import { type Cursor, formatEventId, parseEventId } from '../protocol'
import { parseJson } from '../transport/json'
import type { EventSourceKind, StoredEvent } from './journal'

/** The documented key in `localStorage`. */
export const STORAGE_KEY = 'ax-billing-sync-state'
export const STORAGE_VERSION = '1.0.0'
const MAX_STORED_EVENTS = 100
/** Milliseconds. */
const MAX_STORED_AGE = 3_600_000

const SOURCES: readonly EventSourceKind[] = ['sse', 'polling', 'localStorage', 'manual']

/** Older clients write some names in capitals, and may leave one out. */
const anyCase = <T extends string>(names: readonly T[], otherwise: T) =>
  z
    .unknown()
    .optional()
    .transform((value) => {
      const wanted = typeof value === 'string' ? value.toLowerCase() : ''
      return names.find((name) => name.toLowerCase() === wanted) ?? otherwise
    })

const instant = z.string().refine((value) => Number.isFinite(Date.parse(value)), { message: 'not a time' })

const metadataSchema = z.object({
  receivedAt: instant.optional().catch(undefined),
  processed: z.boolean().catch(false),
  acknowledged: z.boolean().catch(false),
  source: anyCase(SOURCES, 'localStorage'),
})

const persistedEventSchema = z
  .looseObject({
    id: z.string().min(1).max(128),
    eventType: z.string().min(1).max(64),
    data: z.record(z.string(), z.unknown()).catch({}),
    orderID: z.string().max(64).optional().catch(undefined),
    timestamp: instant,
    metadata: metadataSchema.optional().catch(undefined),
  })
  .transform((event) => ({
    ...event,
    eventType: event.eventType.toLowerCase(),
    metadata: {
      receivedAt: event.metadata?.receivedAt ?? event.timestamp,
      processed: event.metadata?.processed ?? false,
      acknowledged: event.metadata?.acknowledged ?? false,
      source: event.metadata?.source ?? 'localStorage',
    },
  }))

const stateSchema = z.object({
  events: z.array(z.unknown()),
  configuration: z.record(z.string(), z.unknown()).nullable().optional(),
  lastConnectionTime: instant.nullable().optional(),
  connectionMetrics: z.record(z.string(), z.unknown()).nullable().optional(),
  lastEventId: z.string().max(128).nullable().optional(),
  version: z.string(),
})

export type PersistedEvent = z.infer<typeof persistedEventSchema>

/** What the documented format 1.0.0 holds. Ids of older clients' events are not cursors. */
export interface PersistedState {
  readonly events: readonly PersistedEvent[]
  readonly configuration: Readonly<Record<string, unknown>>
  readonly lastConnectionTime: string | null
  readonly connectionMetrics: Readonly<Record<string, unknown>>
  readonly lastEventId: string | null
}

/** `foreign`: not this format. `broken`: this format, damaged. `newer`: written by a later version. */
export type StorageRefusal = 'foreign' | 'broken' | 'newer'

export type ParsedState =
  | { readonly ok: true; readonly state: PersistedState; readonly droppedEvents: number }
  | { readonly ok: false; readonly reason: StorageRefusal; readonly message: string }

const REFUSALS: Record<StorageRefusal, string> = {
  foreign: 'This is not a saved AX sync state. Nothing was changed. Choose a file that AX Station exported.',
  broken: 'The saved sync state is damaged and cannot be read. Nothing was changed. Export it again from its source.',
  newer: 'This sync state was saved by a newer version. Nothing was changed. Update this station, then try again.',
}

const refuse = (reason: StorageRefusal): ParsedState => ({ ok: false, reason, message: REFUSALS[reason] })

/** Reads a saved state. Events that cannot be read are dropped one by one; anything worse refuses the whole. */
export function parseState(text: string): ParsedState {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return refuse(text.includes('"version"') || text.includes('"events"') ? 'broken' : 'foreign')
  }
  if (typeof value !== 'object' || value === null || !('version' in value) || !('events' in value)) {
    return refuse('foreign')
  }
  const version = typeof value.version === 'string' ? readVersion(value.version) : null
  if (!version) return refuse('foreign')
  if (isNewer(version)) return refuse('newer')
  const parsed = stateSchema.safeParse(value)
  if (!parsed.success) return refuse('broken')
  const events = parsed.data.events.flatMap((entry) => {
    const event = persistedEventSchema.safeParse(entry)
    return event.success ? [event.data] : []
  })
  return {
    ok: true,
    droppedEvents: parsed.data.events.length - events.length,
    state: {
      events,
      configuration: parsed.data.configuration ?? {},
      lastConnectionTime: parsed.data.lastConnectionTime ?? null,
      connectionMetrics: parsed.data.connectionMetrics ?? {},
      lastEventId: parsed.data.lastEventId ?? null,
    },
  }
}

/** Writes a state; the same state gives the same bytes, and what was written reads back the same. */
export function serialiseState(state: PersistedState): string {
  return JSON.stringify({
    events: state.events.map(({ id, eventType, data, orderID, timestamp, metadata, ...rest }) => ({
      id,
      eventType,
      data,
      ...(orderID === undefined ? {} : { orderID }),
      timestamp,
      ...sorted(rest),
      metadata: {
        receivedAt: metadata.receivedAt,
        processed: metadata.processed,
        acknowledged: metadata.acknowledged,
        source: metadata.source,
      },
    })),
    configuration: sorted(state.configuration),
    lastConnectionTime: state.lastConnectionTime,
    connectionMetrics: sorted(state.connectionMetrics),
    lastEventId: state.lastEventId,
    version: STORAGE_VERSION,
  })
}

/**
 * The documented limits: at most 100 events, none received more than an hour ago.
 * @param now milliseconds since 1970
 */
export function withinLimits<E extends { readonly metadata: { readonly receivedAt: string } }>(
  events: readonly E[],
  now: number,
): readonly E[] {
  const oldest = now - MAX_STORED_AGE
  return events.filter((event) => Date.parse(event.metadata.receivedAt) >= oldest).slice(-MAX_STORED_EVENTS)
}

/** The cursor in a state, or `null`: an older client's `event_123456` names no place in a log. */
export function cursorOfState(state: PersistedState): Cursor | null {
  return state.lastEventId === null ? null : parseEventId(state.lastEventId)
}

/** The events that the present protocol can read. */
export function readableEvents<E extends AnyEvent>(
  events: readonly PersistedEvent[],
  schema: z.ZodType<E>,
): readonly StoredEvent<E>[] {
  return events.flatMap((event) => {
    const parsed = schema.safeParse(event)
    return parsed.success ? [{ ...parsed.data, metadata: event.metadata }] : []
  })
}

export function toPersistedEvent(event: StoredEvent): PersistedEvent {
  return { ...event, data: event.data as Record<string, unknown>, metadata: { ...event.metadata } }
}

export function lastEventIdOf(cursor: Cursor | null): string | null {
  return cursor ? formatEventId(cursor) : null
}

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function readVersion(text: string): readonly number[] | null {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(text)
  return match ? match.slice(1).map(Number) : null
}

/** A later patch of the same format is still readable; a later minor or major may not be. */
function isNewer(version: readonly number[]): boolean {
  const own = STORAGE_VERSION.split('.').map(Number)
  const [major = 0, minor = 0] = version
  const [ownMajor = 0, ownMinor = 0] = own
  return major > ownMajor || (major === ownMajor && minor > ownMinor)
}
