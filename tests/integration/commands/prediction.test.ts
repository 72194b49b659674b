import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, commandSchema, readCatalogue } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { predict, sceneOf } from '@/renderer/store/predict'
import { keysOf, numbered, withoutClock } from '../../support/compared-documents'
import { documentsOf, type SiteState, someCommand, someCreate } from '../../support/random-commands'
import { startServer, type TestServer } from '../../support/server'
import { type Headers, look, sendOne, takeOrder } from './site'

/**
 * A station shows what a command does before the server has done it. Here random commands, some sensible and some not, go
 * to a real server; what the station would have shown is compared with what the server has made of its documents.
 */

const COMMANDS_SENT = 180

let server: TestServer
let desk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asAdmin()
})
afterAll(() => server.stop())

/** Money is said of the version that was seen. */
function expectedOf(state: SiteState, command: Pick<Command, 'type' | 'payload'>): { version: number } | undefined {
  if (command.type !== 'order.setPayment' || !('action' in command.payload) || !('orderID' in command.payload))
    return undefined
  return { version: documentsOf(state).get('order', command.payload.orderID)?.version ?? 1 }
}

const orderOf = (result: CommandResult) => (result.status === 'applied' && result.orderID) || 'no number'

test('what a station shows at once is what the server then makes of it', async () => {
  await server.rest('POST', '/api/bays', { tenant: 'main', bayId: 'bay-3', name: 'Bay 3', position: 2 })
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  for (let count = 0; count < 8; count++) await takeOrder(server, desk, { services, plate: `PRE ${count}` })
  const catalogue = readCatalogue(
    await server.rest('GET', '/api/services?depth=0&limit=100'),
    await server.rest('GET', '/api/tenants?depth=0&limit=1'),
  )
  const scene = sceneOf({ role: 'admin', tenantId: 'main', bayId: null, name: 'user:1' }, catalogue)
  const choices = fc.sample(fc.array(fc.nat(9999), { minLength: 8, maxLength: 8 }), {
    numRuns: COMMANDS_SENT,
    seed: 20260116,
  })
  const seen = new Map<string, number>()
  for (const numbers of choices) {
    let next = 0
    const state = await look(server)
    const pick = (below: number) => (numbers[next++ % numbers.length] as number) % below
    const id = crypto.randomUUID()
    const made = pick(8) === 0 ? someCreate(state, pick, id) : someCommand(state, pick)
    // As a station makes it: what may be left out has its default.
    const command = commandSchema.parse({
      ...made,
      id,
      issuedAt: new Date().toISOString(),
      expect: expectedOf(state, made),
    })
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
    // But for the number, which is the server's to give.
    const given = { taken: 'takenAs' in made.payload ? made.payload.takenAs : null, number: orderOf(result) }
    const changes = prediction.changes.map(({ kind, key, document }) => ({
      kind,
      key: key === given.taken ? given.number : key,
      document: given.taken === null ? document : numbered(document, given.taken, given.number),
    }))
    const predicted = new Set(changes.map(({ kind, key }) => `${kind}:${key}`))
    for (const { kind, key, document } of changes) {
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
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining(['bay.move applied', 'bay.move rejected', 'order.create applied', 'order.create rejected']),
  )
  expect(count('applied')).toBeGreaterThan(COMMANDS_SENT / 5)
  expect(count('rejected')).toBeGreaterThan(COMMANDS_SENT / 10)
}, 300_000)
