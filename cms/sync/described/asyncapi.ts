import { LOG_EVENT_TYPES } from '@/lib/domain/events'
import { PROTOCOL_VERSION } from '@/lib/sync/protocol/version'
import { SYNC_PREFIX } from '../http/addresses'
import { eventSchemaName, type JsonSchema, messageSchemas } from './schemas'

/** Frames about the stream itself: what they say, and the schema of their `data`. */
const FRAMES = {
  connected: ['The first of every stream.', 'Connected'],
  heartbeat: ['One every `heartbeatInterval` milliseconds; two and a half in silence count as the end.', 'Heartbeat'],
  reset: ['The cursor is worth nothing: read the snapshot and go on from there.', 'Reset'],
} as const

/** And those of the stream of several sites, by the name of the message: event, what it says, and the schema of its `data`. */
const SITES_FRAMES = {
  sites: ['sites', 'The first: all sites that the account sees; again when they are other sites.', 'Sites'],
  site: ['site', 'One of them, each time its figures changed: at most once a second.', 'SiteSummary'],
  sites_heartbeat: [
    'heartbeat',
    'One every `heartbeatInterval` milliseconds; two and a half in silence count as the end.',
    'SitesHeartbeat',
  ],
} as const

const types = [...Object.keys(FRAMES), ...LOG_EVENT_TYPES]

/** What comes over a stream as AsyncAPI 3, out of the schemas of its messages. */
export function asyncApi(version: string): JsonSchema {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'AX Station stream',
      version,
      description: `Protocol ${PROTOCOL_VERSION}, as server-sent events. \`event\` names the type, \`data\` is the message, \`id\` the cursor after it; a frame with an id alone moves the cursor past what the reader is not shown.`,
    },
    defaultContentType: 'application/json',
    channels: {
      events: {
        address: `${SYNC_PREFIX}events`,
        description: 'One site’s log, in the order of its commits and without gaps.',
        messages: references(types),
      },
      sites: {
        address: `${SYNC_PREFIX}sites`,
        description: 'The figures of several sites beside each other: a state without a cursor.',
        messages: references(Object.keys(SITES_FRAMES)),
      },
    },
    operations: {
      follow: {
        action: 'receive',
        channel: { $ref: '#/channels/events' },
        summary: 'Follow the log from a cursor on',
        messages: types.map((type) => ({ $ref: `#/channels/events/messages/${type}` })),
      },
      overlook: {
        action: 'receive',
        channel: { $ref: '#/channels/sites' },
        summary: 'Follow the figures of several sites',
        messages: Object.keys(SITES_FRAMES).map((type) => ({ $ref: `#/channels/sites/messages/${type}` })),
      },
    },
    components: {
      messages: Object.fromEntries([
        ...Object.entries(FRAMES).map(([type, [summary, data]]) => [type, frame(type, summary, data)]),
        ...Object.entries(SITES_FRAMES).map(([name, [type, summary, data]]) => [name, frame(type, summary, data)]),
        ...LOG_EVENT_TYPES.map((type) => [
          type,
          { name: type, title: type, payload: { $ref: `#/components/schemas/${eventSchemaName(type)}` } },
        ]),
      ]),
      schemas: messageSchemas('draft-7'),
    },
  }
}

const references = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]))

function frame(type: string, summary: string, data: string): JsonSchema {
  return {
    name: type,
    title: type,
    summary,
    payload: {
      type: 'object',
      properties: {
        eventType: { type: 'string', const: type },
        data: { $ref: `#/components/schemas/${data}` },
        timestamp: { type: 'string', format: 'date-time' },
      },
      required: ['eventType', 'data', 'timestamp'],
    },
  }
}
