import { COMMANDS } from '@/lib/domain'
import type { SYNC_METHODS } from '../http/addresses'
import type { ORDER_PARAMETERS } from '../http/orders'
import type { QUERY_PARAMETERS } from '../http/query'
import type { MessageName } from './schemas'

export type EndpointName = keyof typeof SYNC_METHODS
type Parameter =
  | keyof typeof QUERY_PARAMETERS
  | keyof typeof ORDER_PARAMETERS
  | 'account'
  | 'Last-Event-ID'
  | 'If-None-Match'

export interface Endpoint {
  readonly summary: string
  readonly description: string
  /** With which credentials. */
  readonly by: 'nobody' | 'accounts' | 'readers'
  readonly parameters?: readonly Parameter[]
  readonly body?: MessageName
  /** What a 200 carries. */
  readonly answer: MessageName | 'text' | 'document'
  /** The same in the form of a stream. */
  readonly stream?: true
  /** Answers other than 200. */
  readonly others: readonly number[]
}

const ALWAYS = [405, 500, 503] as const
const SIGNED_IN = [401, 403, 429] as const

const commandList = Object.values(COMMANDS)
  .map(({ type, by }) => `\`${type}\` (${Object.keys(by).join(', ')})`)
  .join(', ')

/** Every endpoint in words. One that has none does not compile. */
export const ENDPOINTS: Record<EndpointName, Endpoint> = {
  events: {
    summary: 'The log from a cursor on, as a stream or as a page',
    description:
      'With `Accept: text/event-stream` (or none) a stream of server-sent events: `connected` first, then all after the cursor, then what happens. With `Accept: application/json` one page. Without a cursor both begin at the head. A cursor that the log does not reach any more, or never had, is answered by `reset`: read the snapshot and go on from its `lastEventId`.',
    by: 'readers',
    parameters: [
      'orderID',
      'eventTypes',
      'bayId',
      'tenantId',
      'lastEventId',
      'limit',
      'Last-Event-ID',
      'If-None-Match',
    ],
    answer: 'EventPage',
    stream: true,
    others: [304, 400, ...SIGNED_IN, 404, ...ALWAYS],
  },
  snapshot: {
    summary: 'All documents of a site as of one moment of its log',
    description:
      'Orders and jobs under way or over for less than a day, all queues and bays, and what the desk has to decide on. The events after `lastEventId` applied to it give the present state.',
    by: 'readers',
    parameters: ['tenantId', 'If-None-Match'],
    answer: 'Snapshot',
    others: [304, 400, ...SIGNED_IN, 404, ...ALWAYS],
  },
  commands: {
    summary: 'What people did, each at most once',
    description: `Up to 100 commands, done in their order, each in a transaction of its own; one result for each. A command that is sent again with its id is not done again: its first result comes back. Who may send what: ${commandList}.`,
    by: 'accounts',
    parameters: ['tenantId', 'account'],
    body: 'CommandRequest',
    answer: 'CommandResponse',
    others: [400, ...SIGNED_IN, 404, ...ALWAYS],
  },
  token: {
    summary: 'A short-lived token that reads',
    description:
      'For a page of another site. It reads no more than who asks for it, of one site, for some minutes, and ends with the session or key it was made with.',
    by: 'accounts',
    parameters: ['tenantId'],
    body: 'TokenRequest',
    answer: 'TokenAnswer',
    others: [400, ...SIGNED_IN, 404, ...ALWAYS],
  },
  orders: {
    summary: 'Orders of all time',
    description:
      'Those of a car (`plate`), with how often it was here, or those in whose plate, number, telephone number or name a text stands; newest first, in pages. For the staff and the desks of a site.',
    by: 'accounts',
    parameters: ['plate', 'text', 'before', 'tenantId'],
    answer: 'PastOrders',
    others: [400, ...SIGNED_IN, 404, ...ALWAYS],
  },
  history: {
    summary: 'What happened to one order',
    description:
      'The newest 200 events that the log still has of it, oldest first; of an order longer ago than the log reaches, none. For the staff and the desks of a site.',
    by: 'accounts',
    parameters: ['orderID', 'tenantId'],
    answer: 'History',
    others: [400, ...SIGNED_IN, 404, ...ALWAYS],
  },
  people: {
    summary: 'Names of those who act at the site, and its team',
    description:
      'Names by what `actor` of an event calls them, for the staff and the desks of a site; its bays are told the team alone.',
    by: 'accounts',
    parameters: ['tenantId'],
    answer: 'People',
    others: [...SIGNED_IN, 404, ...ALWAYS],
  },
  pin: {
    summary: 'Whether this is the PIN of somebody of the team',
    description:
      'For the staff, the desks and the bays of a site. Another PIN is refused with `wrong_pin`; after five in a quarter of an hour of one account, or thirty in an hour of all, the person waits (`rate_limited`). One that could not be compared counts for nothing (`busy`). PINs and their hashes are never told. A sign-in by name is given a cookie to be sent with its commands: it shows that the person `stands` there from now on, or `approves` one thing; without it the command is judged by the sign-in alone.',
    by: 'accounts',
    parameters: ['tenantId'],
    body: 'PinTry',
    answer: 'PinAnswer',
    others: [400, ...SIGNED_IN, 404, ...ALWAYS],
  },
  sites: {
    summary: 'The figures of several sites beside each other',
    description:
      'For people who run sites: what is going on at each site that the account sees, and what it took on its own day in its own currency. With `Accept: text/event-stream` (or none) a stream that begins with all of them and then sends each one that changed; with `Accept: application/json` once. There is no cursor: a new stream begins with all.',
    by: 'accounts',
    answer: 'Sites',
    stream: true,
    others: [400, ...SIGNED_IN, ...ALWAYS],
  },
  station: {
    summary: 'How a station is',
    description: 'For the list of stations in the admin panel. Stations alone report, with their own key.',
    by: 'accounts',
    body: 'StationReport',
    answer: 'StationReportAnswer',
    others: [400, ...SIGNED_IN, ...ALWAYS],
  },
  health: {
    summary: 'Whether the server is well',
    description: 'For supervisors, without a sign-in. `epoch` and `head` are told to those who may follow the log.',
    by: 'nobody',
    answer: 'Health',
    others: [429, ...ALWAYS],
  },
  live: {
    summary: 'Whether the process answers',
    description:
      'For whoever starts it again otherwise, without a sign-in: 200 from its start to its end, with `starting`, `ok` or `stopping`, whatever the database does.',
    by: 'nobody',
    answer: 'Probe',
    others: ALWAYS,
  },
  ready: {
    summary: 'Whether to send requests here',
    description:
      'For balancers, without a sign-in: 503 while the server starts, from the moment it is told to stop, and while its database does not answer.',
    by: 'nobody',
    answer: 'Probe',
    others: ALWAYS,
  },
  metrics: {
    summary: 'Figures for Prometheus',
    description: 'They name every site: for administrators of all sites.',
    by: 'accounts',
    answer: 'text',
    others: [...SIGNED_IN, ...ALWAYS],
  },
  'openapi.json': {
    summary: 'This description',
    description: 'OpenAPI 3.1 of all endpoints.',
    by: 'nobody',
    answer: 'document',
    others: [304, ...ALWAYS],
  },
  'asyncapi.json': {
    summary: 'The description of the stream',
    description: 'AsyncAPI 3 of what comes over `events`.',
    by: 'nobody',
    answer: 'document',
    others: [304, ...ALWAYS],
  },
}
