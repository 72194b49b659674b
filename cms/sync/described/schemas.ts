import { z } from 'zod'
import {
  commandSchema,
  concernSchema,
  HISTORY_EVENTS,
  pastOrdersSchema,
  peopleSchema,
  pinAnswerSchema,
  pinTrySchema,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
  shiftSchema,
  syncEventSchema,
} from '@/lib/domain'
import { siteSummarySchema } from '@/lib/domain/site-figures'
import {
  commandRequestSchema,
  commandResponseSchema,
  commandResultSchema,
  sitesHeartbeatSchema,
  sitesSchema,
  snapshotSchema,
  tokenAnswerSchema,
  tokenRequestSchema,
} from '@/lib/sync/car-wash/wire'
import {
  connectedDataSchema,
  errorBodySchema,
  eventPageSchema,
  healthSchema,
  heartbeatDataSchema,
  resetDataSchema,
  stationReportAnswerSchema,
  stationReportSchema,
} from '@/lib/sync/protocol'

export type JsonSchema = { readonly [key: string]: unknown }

/** `CommandOfOrderCancel`, `EventStageChange`: each member of a union under a name of its own. */
const named = (before: string, name: string) =>
  before +
  name
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

export const eventSchemaName = (eventType: string) => named('Event', eventType)
const commandSchemaName = (type: string) => named('Command', type)

/** Every message of the protocol, under the name that its description has for it. */
const MESSAGES = {
  Order: seenOrderSchema,
  Queue: seenQueueSchema,
  Bay: seenBaySchema,
  Job: seenJobSchema,
  Concern: concernSchema,
  Shift: shiftSchema,
  Event: syncEventSchema,
  EventPage: eventPageSchema.extend({ events: z.array(syncEventSchema).max(500) }),
  Connected: connectedDataSchema,
  Heartbeat: heartbeatDataSchema,
  Reset: resetDataSchema,
  Snapshot: snapshotSchema,
  Command: commandSchema,
  CommandRequest: commandRequestSchema,
  CommandResult: commandResultSchema,
  CommandResponse: commandResponseSchema,
  Health: healthSchema,
  Probe: healthSchema.pick({ status: true }),
  PastOrders: pastOrdersSchema,
  History: z.object({ events: z.array(syncEventSchema).max(HISTORY_EVENTS) }),
  People: peopleSchema,
  PinTry: pinTrySchema,
  PinAnswer: pinAnswerSchema,
  Sites: sitesSchema,
  SiteSummary: siteSummarySchema,
  SitesHeartbeat: sitesHeartbeatSchema,
  StationReport: stationReportSchema,
  StationReportAnswer: stationReportAnswerSchema,
  TokenRequest: tokenRequestSchema,
  TokenAnswer: tokenAnswerSchema,
  Error: errorBodySchema,
} as const satisfies Record<string, z.ZodType>

export type MessageName = keyof typeof MESSAGES

/** The schemas of all messages as JSON Schema, which refer to each other below `#/components/schemas/`. */
export function messageSchemas(target: 'draft-2020-12' | 'draft-7'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(MESSAGES)) registry.add(schema, { id })
  for (const event of syncEventSchema.options) registry.add(event, { id: eventSchemaName(event.shape.eventType.value) })
  for (const command of commandSchema.options)
    registry.add(command, { id: commandSchemaName(command.shape.type.value) })
  const { schemas } = z.toJSONSchema(registry, {
    // As a reader takes it: what is added later is no mistake, and what older servers leave out is not required.
    io: 'input',
    target,
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // The format says it; the pattern beside it is a page long.
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, id, ...schema }]) => [name, schema as JsonSchema]),
  )
}
