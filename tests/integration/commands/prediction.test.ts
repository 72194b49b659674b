import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentByKind, DocumentKind } from '@/lib/sync/engine'
import { type Command, readCatalogue } from '@/lib/sync/protocol'
import { predict, type Scene } from '@/renderer/store/predict'
import { startServer, type TestServer } from '../../support/server'
import { type Headers, look, sendOne, takeOrder } from './site'

/**
 * A station shows what a command does before the server has done it. Here random commands, some sensible and some not, go
 * to a real server; what the station would have shown is compared with what the server has made of its documents.
 */

const COMMANDS_SENT = 150

let server: TestServer
let desk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asAdmin()
})
afterAll(() => server.stop())

type State = Awaited<ReturnType<typeof look>>

function documentsOf(state: State) {
  const maps = {
    order: new Map(state.orders.map((order) => [order.orderID, order])),
    queue: new Map(state.queues.map((queue) => [queue.queueId, queue])),
    bay: new Map(state.bays.map((bay) => [bay.bayId, bay])),
    job: new Map(state.jobs.map((job) => [job.jobId, job])),
  }
  return {
    get: <K extends DocumentKind>(kind: K, key: string) =>
      (maps[kind] as Map<string, unknown>).get(key) as DocumentByKind[K] | undefined,
  }
}

/** What is the same wherever a command runs: all but who counts the versions and whose clock was asked. */
function withoutClock(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => {
      if (['version', 'updatedAt', 'createdAt', 'tenantId', 'pausedMs'].includes(key)) return undefined
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'an instant' : value
    }),
  )
}

const REASONS = ['not_needed', 'no_supplies'] as const

/** A command over what is there; `pick` chooses, so that one seed gives one history. */
function someCommand(state: State, pick: (below: number) => number): Pick<Command, 'type' | 'payload'> {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T
  const order = one(state.orders)
  const bay = one(state.bays)
  const queue = one(state.queues)
  const job = state.jobs.length > 0 ? one(state.jobs) : undefined
  const busy = state.bays.find((each) => each.orderID !== null) ?? bay
  const { orderID } = order
  const { bayId } = bay
  const ofOrders = [
    {
      type: 'order.setStage',
      payload: { orderID, stage: one(['open', 'in_progress', 'billed', 'completed'] as const) },
    },
    { type: 'order.setStatus', payload: { orderID, staffNotes: `note ${pick(9)}` } },
    {
      type: 'order.setPayment',
      payload: { orderID, action: 'pay', method: 'cash', amount: one([500, order.totalAmount]) },
    },
    { type: 'order.setPayment', payload: { orderID, action: 'fail' } },
    { type: 'order.setPayment', payload: { orderID, action: 'refund', reason: 'complaint' } },
    { type: 'order.cancel', payload: { orderID, reason: pick(2) ? 'left' : '' } },
    {
      type: 'queue.move',
      payload: { orderID, queue: queue.queueId, before: pick(2) ? one(state.orders).orderID : null },
    },
    { type: pick(3) ? 'queue.open' : 'queue.close', payload: { queue: queue.queueId } },
    { type: 'bay.assign', payload: { bayId, orderID } },
    { type: 'bay.assign', payload: { bayId, orderID } },
    { type: 'bay.release', payload: { bayId, orderID: bay.orderID ?? orderID } },
    { type: 'bay.move', payload: { bayId, toBayId: one(state.bays).bayId, orderID: bay.orderID ?? orderID } },
    { type: 'bay.move', payload: { bayId: busy.bayId, toBayId: bayId, orderID: busy.orderID ?? orderID } },
    {
      type: 'bay.setStatus',
      payload: { bayId, status: one(['available', 'cleaning', 'out_of_service'] as const), reason: null },
    },
  ] as const
  if (!job || pick(2)) return one(ofOrders) as Pick<Command, 'type' | 'payload'>
  const { jobId } = job
  const stepId = one(job.steps).stepId
  const ofJobs = [
    { type: 'job.start', payload: { jobId } },
    { type: 'job.pause', payload: { jobId } },
    { type: 'job.completeStep', payload: { jobId, stepId } },
    { type: 'job.skipStep', payload: { jobId, stepId, reason: one(REASONS) } },
    { type: 'job.undoStep', payload: { jobId, stepId } },
    { type: 'job.finish', payload: { jobId } },
    { type: 'job.undoStart', payload: { jobId } },
    { type: 'job.undoFinish', payload: { jobId } },
  ] as const
  return one(ofJobs) as Pick<Command, 'type' | 'payload'>
}

/** Money is said of the version that was seen. */
function expectedOf(state: State, command: Pick<Command, 'type' | 'payload'>): { version: number } | undefined {
  if (command.type !== 'order.setPayment' || !('action' in command.payload)) return undefined
  return { version: documentsOf(state).get('order', command.payload.orderID)?.version ?? 1 }
}

test('what a station shows at once is what the server then makes of it', async () => {
  await server.rest('POST', '/api/bays', { tenant: 'main', bayId: 'bay-3', name: 'Bay 3', position: 2 })
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  for (let count = 0; count < 8; count++) await takeOrder(server, desk, { services, plate: `PRE ${count}` })
  const catalogue = readCatalogue(
    await server.rest('GET', '/api/services?depth=0&limit=100'),
    await server.rest('GET', '/api/tenants?depth=0&limit=1'),
  )
  const scene: Scene = {
    actor: { role: 'admin', tenantId: 'main', bayId: null },
    site: { billing: catalogue.billing, currency: catalogue.currency, cleaningAfterJob: catalogue.cleaningAfterJob },
    catalogue: catalogue.services,
  }
  const choices = fc.sample(fc.array(fc.nat(9999), { minLength: 8, maxLength: 8 }), {
    numRuns: COMMANDS_SENT,
    seed: 20260115,
  })
  const seen = new Map<string, number>()
  for (const numbers of choices) {
    let next = 0
    const state = await look(server)
    const made = someCommand(state, (below) => (numbers[next++ % numbers.length] as number) % below)
    const command = {
      ...made,
      id: crypto.randomUUID(),
      issuedAt: new Date().toISOString(),
      expect: expectedOf(state, made),
    } as Command
    const prediction = predict(command, documentsOf(state), scene)
    const result = await sendOne(server, desk, command)
    const after = await look(server)
    const story = JSON.stringify({ made, result })
    seen.set(`${command.type} ${result.status}`, (seen.get(`${command.type} ${result.status}`) ?? 0) + 1)
    if (prediction.kind === 'refused') {
      expect(result, story).toMatchObject({
        status: 'rejected',
        code: prediction.rejection.code,
        reason: prediction.rejection.refusal.key,
      })
      continue
    }
    expect(result.status, story).toBe('applied')
    expect(prediction.whole, story).toBe(true)
    const truth = documentsOf(after)
    const predicted = new Map(prediction.changes.map((change) => [`${change.kind}:${change.key}`, change.document]))
    for (const { kind, key, document } of prediction.changes) {
      expect(withoutClock(document), story).toEqual(withoutClock(truth.get(kind, key)))
    }
    // And nothing else has moved.
    const before = documentsOf(state)
    for (const [kind, keys] of keysOf(after)) {
      for (const key of keys) {
        if (predicted.has(`${kind}:${key}`)) continue
        expect(truth.get(kind, key)?.version, `${kind} ${key} ${story}`).toBe(before.get(kind, key)?.version)
      }
    }
    // Over documents that contain it already it changes nothing more.
    const again = predict(command, truth, scene)
    if (again.kind === 'changes') {
      for (const { kind, key, document } of again.changes) {
        expect(withoutClock(document), story).toEqual(withoutClock(truth.get(kind, key)))
      }
    }
  }
  // The history is worth something: much was done and much refused.
  const count = (status: string) =>
    [...seen].reduce((sum, [name, times]) => sum + (name.endsWith(status) ? times : 0), 0)
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['bay.move applied', 'bay.move rejected']))
  expect(count('applied')).toBeGreaterThan(COMMANDS_SENT / 5)
  expect(count('rejected')).toBeGreaterThan(COMMANDS_SENT / 10)
}, 300_000)

function keysOf(state: State): [DocumentKind, string[]][] {
  return [
    ['order', state.orders.map(({ orderID }) => orderID)],
    ['queue', state.queues.map(({ queueId }) => queueId)],
    ['bay', state.bays.map(({ bayId }) => bayId)],
    ['job', state.jobs.map(({ jobId }) => jobId)],
  ]
}
