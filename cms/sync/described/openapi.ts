import { z } from 'zod'
import { PROTOCOL_VERSION } from '@/lib/sync/protocol/version'
import { SYNC_METHODS, SYNC_PREFIX } from '../http/addresses'
import { ORDER_PARAMETERS } from '../http/orders'
import { QUERY_PARAMETERS } from '../http/query'
import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints'
import { type JsonSchema, messageSchemas } from './schemas'

const PARAMETER_WORDS: Record<keyof typeof QUERY_PARAMETERS | keyof typeof ORDER_PARAMETERS | 'account', string> = {
  orderID: 'Only what concerns this order.',
  eventTypes: 'Only events of these types, with commas between.',
  bayId: 'Only what concerns this bay.',
  tenantId: 'The site: for administrators of all sites; others have one.',
  lastEventId: 'The cursor: what is after it is answered. The `Last-Event-ID` header wins over it.',
  limit: 'Most events of one page.',
  plate: 'Orders of this car; spaces and hyphens do not count.',
  text: 'What stands in a plate, a number, a telephone number or a name.',
  before: '`next` of the page before.',
  account: 'Whose commands these are, as the log names it (`user:7`): anybody else is refused.',
}

const HEADER_WORDS = {
  'Last-Event-ID': 'The cursor, as a browser sends it when it opens a stream again.',
  'If-None-Match': 'The `ETag` of the last answer: 304 where nothing is new.',
} as const

const STATUS_WORDS: Record<number, string> = {
  304: 'Nothing is new',
  400: '`bad_parameter`, `bad_body`: `field` says where',
  401: '`unauthorized`: sign in',
  403: '`forbidden`: these credentials may not; `wrong_pin`: that is not the PIN',
  404: '`not_found`: no such order or address; `no_such_site`: no such site',
  405: '`method_not_allowed`: `Allow` names the one to use',
  429: '`rate_limited`: again after `Retry-After` seconds',
  500: '`internal`: the server failed',
  503: '`busy`, `shutting_down`, `storage_failed`: again after `Retry-After` seconds',
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

/** The HTTP side of the protocol as OpenAPI 3.1, out of its schemas and the router's own addresses. */
export function openApi(version: string): JsonSchema {
  const names = Object.keys(SYNC_METHODS) as EndpointName[]
  return {
    openapi: '3.1.0',
    info: {
      title: 'AX Station sync protocol',
      version,
      description: `Protocol ${PROTOCOL_VERSION}. The stream is described in \`${SYNC_PREFIX}asyncapi.json\`. A reader leaves alone what it does not know: fields and event types are added. What a reader may not see is absent, not empty.`,
    },
    servers: [{ url: '/' }],
    tags: [{ name: 'sync' }],
    paths: Object.fromEntries(
      names.map((name) => [`${SYNC_PREFIX}${name}`, { [SYNC_METHODS[name].toLowerCase()]: operation(name) }]),
    ),
    components: {
      schemas: messageSchemas('draft-2020-12'),
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'The token of a sign-in at `/api/users/login`.' },
        key: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`stations API-Key KEY`, made in the admin panel.',
        },
        readToken: { type: 'http', scheme: 'bearer', description: 'A token of `POST /api/v1/sync/token`.' },
      },
    },
  }
}

function operation(name: EndpointName): JsonSchema {
  const endpoint = ENDPOINTS[name]
  const { summary, description, parameters = [], body, others } = endpoint
  return {
    operationId: `${SYNC_METHODS[name].toLowerCase()}_${name.replace('.', '_')}`,
    tags: ['sync'],
    summary,
    description,
    security: security(endpoint),
    ...(parameters.length > 0 && { parameters: parameters.map(parameter) }),
    ...(body && { requestBody: { required: true, content: json(ref(body)) } }),
    responses: {
      200: { description: 'Done', content: content(endpoint) },
      ...Object.fromEntries(
        others.map((status) => [
          status,
          { description: STATUS_WORDS[status], ...(status === 304 ? {} : { content: json(ref('Error')) }) },
        ]),
      ),
    },
  }
}

function content({ answer, stream }: Endpoint): JsonSchema {
  if (answer === 'text') return { 'text/plain': { schema: { type: 'string' } } }
  return {
    ...json(answer === 'document' ? { type: 'object' } : ref(answer)),
    ...(stream && { 'text/event-stream': { schema: { type: 'string', description: 'See asyncapi.json.' } } }),
  }
}

function security({ by }: Endpoint): readonly JsonSchema[] {
  if (by === 'nobody') return []
  return [{ session: [] }, { key: [] }, ...(by === 'readers' ? [{ readToken: [] }] : [])]
}

function parameter(name: NonNullable<Endpoint['parameters']>[number]): JsonSchema {
  if (name === 'Last-Event-ID' || name === 'If-None-Match') {
    return { name, in: 'header', description: HEADER_WORDS[name], schema: { type: 'string' } }
  }
  const given = name === 'account' ? z.string() : { ...QUERY_PARAMETERS, ...ORDER_PARAMETERS }[name]
  const { $schema, ...schema } = z.toJSONSchema(given, { io: 'input', unrepresentable: 'any' })
  return { name, in: 'query', description: PARAMETER_WORDS[name], schema }
}
