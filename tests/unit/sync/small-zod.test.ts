import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS, commandSchema, LOG_EVENT_TYPES, syncEventSchema } from '@/lib/domain'
import { sampleBay, sampleConcern, sampleJob, sampleOrder, sampleQueue } from '@/lib/domain/samples/documents'
import { completeData } from '@/lib/domain/samples/event-data'
import * as carWash from '@/lib/sync/car-wash/wire'
import { parseState } from '@/lib/sync/journal/storage-format'
import * as protocol from '@/lib/sync/protocol'
import { partByPart } from '@/scripts/sync-package/part-by-part.mjs'
import { pure } from '@/scripts/sync-package/pure.mjs'

/** The small reader that the package has in Zod's place reads every schema of the wire as Zod does. */

const ROOT = join(import.meta.dirname, '../../..')
type Reading = { readonly success: boolean; readonly data?: unknown }
type Schemas = Record<string, { safeParse(value: unknown): Reading }>

const SCHEMAS = {
  event: 'syncEventSchema',
  command: 'commandSchema',
  snapshot: 'snapshotSchema',
  request: 'commandRequestSchema',
  response: 'commandResponseSchema',
  result: 'commandResultSchema',
  page: 'eventPageSchema',
  health: 'healthSchema',
  problem: 'errorBodySchema',
  connected: 'connectedDataSchema',
  heartbeat: 'heartbeatDataSchema',
  reset: 'resetDataSchema',
} as const

/** What a bundler makes of the sources with the small reader in Zod's place. */
async function bundled(contents: string, plugins: Plugin[] = []) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT },
    plugins,
    ...{ bundle: true, format: 'esm', platform: 'node', write: false, logLevel: 'error' },
    alias: { zod: join(ROOT, 'lib/small-zod/index.ts') },
  })
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`)
}

let small: Schemas & { parseState: typeof parseState }
const whole = { ...carWash, ...protocol, syncEventSchema, commandSchema } as unknown as Schemas

beforeAll(async () => {
  const named = Object.values(SCHEMAS)
  const of = (from: object) => named.filter((name) => name in from)
  const contents = `
    export { syncEventSchema, commandSchema } from './lib/domain'
    export { ${of(carWash)} } from './lib/sync/car-wash/wire'
    export { ${of(protocol)} } from './lib/sync/protocol'
    export { parseState } from './lib/sync/journal/storage-format'
  `
  // As the package is built: of the schemas that nobody reads the wire with, nothing is there.
  small = await bundled(contents, [pure, partByPart])
})

const at = '2026-01-15T04:05:06.789Z'
const id = '6f9d6a7e-2f0e-4c7c-9a55-1234567890ab'
const epoch = 'abcd1234'
const events = LOG_EVENT_TYPES.map((eventType, place) => ({
  ...{ id: `event_${epoch}_${place + 1}`, eventType, tenantId: 'main', timestamp: at, actor: 'user:1' },
  data: completeData(eventType, {}, 'AX-20260115-0007'),
}))
const orderID = 'AX-20260115-0007'
const PAYLOADS: Readonly<Record<string, object>> = {
  'order.create': {
    ...{ vehicle: { plate: ' wxy 77 ', type: 'sedan', make: null, colour: null }, customer: null },
    ...{ services: [{ serviceId: 'basic', optionIds: ['wax'] }], queue: 'vip' },
  },
  'order.setPayment': { orderID, payment: 'paid', amount: 2500, method: 'cash', paymentId: id },
}
const commands = Object.keys(COMMANDS).map((type) => ({
  ...{ id, issuedAt: at, type, expect: { version: 3 } },
  payload: PAYLOADS[type] ?? {
    ...{ orderID, bay: 'bay-1', bayId: 'bay-1', queue: 'regular', before: null, stage: 'billed', status: 'closed' },
    ...{
      jobId: id,
      step: 0,
      stepId: 'rinse',
      reason: 'other',
      concernId: id,
      decision: 'mistake',
      overallStatus: 'ready',
    },
    ...{ command: { id }, answer: {} },
  },
}))
const documents = {
  ...{ orders: [sampleOrder()], queues: [sampleQueue()], bays: [sampleBay()], jobs: [sampleJob()] },
  concerns: [sampleConcern()],
}
const results = [
  { id, status: 'applied', seq: 4, epoch, orderID },
  { id, status: 'duplicate', first: { id, status: 'applied', seq: 4 } },
  {
    ...{ id, status: 'rejected', code: 'conflict', message: 'It has changed.', reason: 'rules.version' },
    ...{ params: { from: 'open', version: 3 }, current: { order: sampleOrder() } },
  },
]
const cursor = { epoch, head: 7, lastEventId: `event_${epoch}_7` }
const VALID: Readonly<Record<keyof typeof SCHEMAS, readonly object[]>> = {
  event: events,
  command: commands,
  snapshot: [{ ...cursor, ...documents }],
  request: [{ commands: commands.filter((command) => commandSchema.safeParse(command).success), sentAt: at }],
  response: [{ results }],
  result: results,
  page: [{ ...cursor, events, reset: null, hasMore: false }],
  health: [{ status: 'ok', version: '0.1.0', protocol: 5, epoch, head: 7, uptime: 12.5 }],
  problem: [{ error: { code: 'forbidden', message: 'No.', field: 'tenantId' } }],
  connected: [{ clientId: 'one', epoch, head: 7, heartbeatInterval: 15000, message: 'Connected', timestamp: at }],
  heartbeat: [{ timestamp: at, head: 7, activeConnections: 2 }],
  reset: [{ reason: 'expired', head: 7, epoch }],
}

const same = (name: keyof typeof SCHEMAS, value: unknown) => {
  const [by, small1] = [whole, small].map((schemas) => schemas[SCHEMAS[name]]?.safeParse(value))
  expect(small1?.success, JSON.stringify(value).slice(0, 400)).toBe(by?.success)
  if (by?.success) expect(small1?.data).toEqual(by.data)
  return by?.success
}

/** Values that are put where others belong. */
const ODD = [
  undefined,
  null,
  '',
  ' x ',
  'vip',
  0,
  -1,
  1.5,
  Number.NaN,
  2 ** 60,
  true,
  [],
  {},
  [null],
  at,
  id,
  'x'.repeat(300),
]

/** The value with one part of it put away, put twice, renamed or replaced, wherever `way` leads. */
function spoilt(value: unknown, way: readonly number[], odd: number): unknown {
  const [step = 0, ...rest] = way
  if (typeof value !== 'object' || value === null || way.length === 0) return ODD[odd % ODD.length]
  if (Array.isArray(value)) {
    if (value.length === 0) return [ODD[odd % ODD.length]]
    return value.map((each, place) => (place === step % value.length ? spoilt(each, rest, odd) : each))
  }
  const keys = Object.keys(value)
  const key = keys[step % Math.max(1, keys.length)]
  if (key === undefined) return { more: ODD[odd % ODD.length] }
  const { [key]: part, ...others } = value as Record<string, unknown>
  if (rest.length === 0 && odd % 5 === 0) return others
  return { ...others, [key]: spoilt(part, rest, odd), ...(odd % 7 === 0 ? { unknown: 1 } : {}) }
}

describe.each(Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[])('%s', (name) => {
  it('is read alike as it should be, and with anything wrong in it', () => {
    const valid = VALID[name].map((value) => same(name, value))
    expect(valid.filter(Boolean).length).toBeGreaterThan(valid.length / 2)
    const way = fc.array(fc.nat(40), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.constantFrom(...VALID[name]), way, fc.nat(1000), (value, path, odd) => {
        same(name, spoilt(value, path, odd))
      }),
      { numRuns: 400 },
    )
  })
})

it('what a browser kept is read alike', () => {
  const stored = events.map((event) => ({
    ...event,
    metadata: { receivedAt: at, processed: true, acknowledged: false, source: 'sse' },
  }))
  const state = {
    ...{ events: stored, configuration: { orderID }, lastConnectionTime: at, connectionMetrics: { totalEvents: 3 } },
    ...{ lastEventId: `event_${epoch}_7`, version: '1.0.0' },
  }
  const read = (by: typeof parseState, text: string) => JSON.parse(JSON.stringify(by(text) ?? null))
  const way = fc.array(fc.nat(40), { minLength: 0, maxLength: 5 })
  fc.assert(
    fc.property(way, fc.nat(1000), (path, odd) => {
      const text = JSON.stringify(path.length === 0 ? state : spoilt(state, path, odd)) ?? ''
      expect(read(small.parseState, text)).toEqual(read(parseState, text))
    }),
    { numRuns: 300, examples: [[[0, 0, 6, 3], 0]] },
  )
})

it.each([
  ...[
    '2024-02-29T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2000-02-29T23:59:59.5Z',
    '1900-02-29T00:00:00Z',
    '0000-02-29T00:00:00Z',
  ],
  ...[
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-15T24:00:00Z',
  ],
  ...[
    '2026-01-15T10:30:00+08:00',
    '2026-01-15T10:30Z',
    '2026-01-15 10:30:00Z',
    '+002026-01-15T10:30:00Z',
    '2026-01-15',
  ],
])('a time is one or none for both: %s', (timestamp) => {
  same('heartbeat', { timestamp, head: 7, activeConnections: 2 })
})

it('makes every schema of the domain, for a bundler that leaves none of them out', async () => {
  const told = bundled("export * from './lib/domain'").then(({ commandSchema }) => typeof commandSchema.parse, String)
  expect(await told).toBe('function')
})
