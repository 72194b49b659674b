import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, changesOf, commandSchema, readCatalogue } from '@/lib/domain'
import { CURRENT } from '@/renderer/fixtures/site'
import { sceneOf } from '@/renderer/store/predict'
import { StationStore } from '@/renderer/store/station-store'
import { keysOf, numbered, withoutClock } from '../../support/compared-documents'
import { documentsOf, nextTakenAs } from '../../support/random-commands'
import { startServer, type TestServer } from '../../support/server'
import { type Headers, look, send } from './site'

/** What is done to an order without a server is shown as the server then makes it, however long the chain. */

let server: TestServer
let desk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asAdmin()
})
afterAll(() => server.stop())

const CHAINS = 25

test('a chain of commands on an order that the server has not heard of shows what the server makes of it', async () => {
  const catalogue = readCatalogue(
    await server.rest('GET', '/api/services?depth=0&limit=100'),
    await server.rest('GET', '/api/tenants?depth=0&limit=1'),
  )
  const scene = sceneOf({ role: 'admin', tenantId: 'main', bayId: null, name: 'user:1' }, catalogue)
  const outcomes = new Set<string>()
  for (const numbers of fc.sample(fc.array(fc.nat(9999), { minLength: 40, maxLength: 40 }), {
    numRuns: CHAINS,
    seed: 7,
  })) {
    let next = 0
    const pick = (below: number) => (numbers[next++ % numbers.length] as number) % below
    const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T
    const before = await look(server)
    const store = new StationStore({ documents: changesOf(before), recentEvents: [], status: CURRENT })
    store.situate(scene)
    const createId = crypto.randomUUID()
    const takenAs = nextTakenAs(createId)
    let jobId: string = crypto.randomUUID()
    const sent: Command[] = []
    const tap = (type: string, payload: object, id: string = crypto.randomUUID()) => {
      const { version } = store.get('order', takenAs) ?? { version: 1 }
      const expected = type === 'order.setPayment' ? { expect: { version } } : {}
      const made = commandSchema.parse({ id, type, payload, issuedAt: new Date().toISOString(), ...expected })
      sent.push(made)
      store.expect(made)
    }
    const services = [{ serviceId: one(['basic-wash', 'basic-wash', 'no-such-wash']), optionIds: [] }]
    const queue = one(['regular', 'vip', 'remnant'])
    const rest = { queue, customer: null, customerNotes: '', discount: 0, takenAs }
    tap('order.create', { plate: `CHN ${pick(99)}`, vehicleType: 'sedan', services, ...rest }, createId)
    const bays = before.bays.map(({ bayId }) => bayId)
    for (let count = 2 + pick(8); count > 0; count--) {
      const orderID = takenAs
      const assign = crypto.randomUUID()
      const choices: readonly (readonly [string, object, string?])[] = [
        ['queue.move', { orderID, queue: one(['regular', 'vip']), before: null }],
        ['order.setStage', { orderID, stage: one(['open', 'billed', 'completed']) }],
        ['order.setStatus', { orderID, staffNotes: `note ${pick(9)}` }],
        ['order.setPayment', { orderID, action: 'pay', method: 'cash', amount: one([500, 1500]) }],
        ['order.cancel', { orderID, reason: '' }],
        ['bay.assign', { bayId: one(bays), orderID }, assign],
        ['bay.assign', { bayId: one(bays), orderID }, assign],
        ['bay.release', { bayId: one(bays), orderID }],
        ['job.start', { jobId }],
        ['job.start', { jobId }],
        ['job.completeStep', { jobId, stepId: 'basic-wash.pre-wash' }],
        ['job.finish', { jobId }],
        ['job.pause', { jobId }],
      ]
      const [type, payload, id] = one(choices)
      if (type === 'bay.assign') jobId = assign
      tap(type, payload, id)
    }
    const results = await send(server, desk, ...sent)
    for (const [at, result] of results.entries()) outcomes.add(`${sent[at]?.type} ${result.status}`)
    const story = JSON.stringify({ sent, results })
    const after = await look(server)
    const real = after.orders.find((order) => order.takenAs === takenAs)?.orderID
    expect(store.get('order', takenAs) === undefined, story).toBe(real === undefined)
    for (const [kind, keys] of keysOf(after)) {
      for (const key of keys) {
        const shown = store.get(kind, kind === 'order' && key === real ? takenAs : key)
        const shownThen = real === undefined ? shown : numbered(shown, takenAs, real)
        expect(withoutClock(shownThen), `${kind} ${key} ${story}`).toEqual(
          withoutClock(documentsOf(after).get(kind, key)),
        )
      }
    }
  }
  expect([...outcomes]).toEqual(
    expect.arrayContaining([
      'order.create applied',
      'order.create rejected',
      'bay.assign applied',
      'bay.assign rejected',
      'order.setPayment applied',
      'order.cancel applied',
    ]),
  )
}, 300_000)
