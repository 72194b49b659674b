import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../support/postgres'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startServer, type TestServer } from '../support/server'

/** What waits for others in vain, or was undone for them again and again, is told to come again: it is neither a failure nor a refusal. */

let postgres: TestPostgres
let server: TestServer
/** Somebody else in the database. */
let other: pg.Client
let order: { id: number }

beforeAll(async () => {
  postgres = await startPostgres()
  const uri = await postgres.newDatabase()
  server = await startServer({
    env: { DATABASE_URI: `${uri}?lock_timeout=300`, PAYLOAD_SECRET: 'the secret of this test' },
  })
  order = (await server.createOrder()) as unknown as { id: number }
  other = new pg.Client({ connectionString: uri })
  await other.connect()
})
afterAll(async () => {
  await other?.end()
  await server?.stop()
  await postgres?.close()
})

const json = () => ({ ...server.asAdmin(), 'Content-Type': 'application/json' })
const command = () => ({
  id: randomUUID(),
  type: 'order.create',
  issuedAt: new Date().toISOString(),
  payload: { plate: 'TST 1', vehicleType: 'sedan', services: [{ serviceId: 'basic-wash', optionIds: [] }] },
})

interface Told {
  readonly status: number
  readonly code: string | undefined
  readonly retryAfter: string | null
}

async function told(response: Response): Promise<Told> {
  const { errors, error } = (await response.json()) as {
    errors?: { data?: { code?: string } }[]
    error?: { code?: string }
  }
  const code = error?.code ?? errors?.[0]?.data?.code
  return { status: response.status, code, retryAfter: response.headers.get('retry-after') }
}

/** As the panel's form sends it. */
function form(fields: object): FormData {
  const data = new FormData()
  data.set('_payload', JSON.stringify(fields))
  return data
}

const ask = (path: string, method: string, fields: object) =>
  fetch(`${server.url}${path}`, { method, headers: json(), body: JSON.stringify(fields) })
const send = (sent: object) => ask('/api/v1/sync/commands', 'POST', { commands: [sent] })

/** Each road by which documents are written. */
const roads = (sent: object): Record<string, () => Promise<Response>> => ({
  'an edit': () => ask(`/api/orders/${order.id}`, 'PATCH', { customerNotes: 'changed' }),
  'an edit in the panel': () =>
    fetch(`${server.url}/api/orders/${order.id}?depth=0&fallback-locale=null`, {
      method: 'PATCH',
      headers: server.asAdmin(),
      body: form({ customerNotes: 'changed' }),
    }),
  'a new order': () =>
    ask('/api/orders', 'POST', { tenant: 'main', plate: 'TST 2', vehicleType: 'sedan', services: [] }),
  'a command': () => send(sent),
})

async function tellsAll(asked: Record<string, () => Promise<Response>>): Promise<Record<string, Told>> {
  const each = Object.entries(asked).map(async ([road, go]) => [road, await told(await go())] as const)
  return Object.fromEntries(await Promise.all(each))
}

const BUSY: Told = { status: 503, code: 'busy', retryAfter: '1' }

async function appliesAtLast(sent: object): Promise<void> {
  const answer = (await (await send(sent)).json()) as { results: { status: string }[] }
  expect(answer.results).toMatchObject([{ status: 'applied' }])
}

test('whoever waits in vain for the turn of a site, or for an account, is told to come again', async () => {
  const sent = command()
  await other.query('BEGIN')
  const { rows } = await other.query('SELECT id FROM users')
  for (const turn of ['main', `account ${rows[0].id}`])
    await other.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3710))', [turn])
  const asked = {
    ...roads(sent),
    'a vehicle': () => ask('/api/vehicles', 'POST', { tenant: 'main', plate: 'TST 3', type: 'sedan' }),
    'a sign-in': () => ask('/api/users/login', 'POST', { email: ADMIN_EMAIL, password: ADMIN_PASSWORD }),
  }
  const answers = await tellsAll(asked)
  await other.query('ROLLBACK')
  expect(answers).toEqual(Object.fromEntries(Object.keys(asked).map((road) => [road, BUSY])))
  await appliesAtLast(sent)
})

test.each([
  ['55P03', 'a lock that was not to be had'],
  ['57014', 'a statement that was called off'],
  ['40P01', 'a deadlock, however often it is done again'],
  ['40001', 'a conflict, however often it is done again'],
])('%s, %s, is told so too, and nothing of it is kept', async (code) => {
  const sent = command()
  await other.query(`CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '${code}'; END $$`)
  await other.query('CREATE TRIGGER in_the_way BEFORE INSERT OR UPDATE ON orders EXECUTE FUNCTION in_the_way()')
  const asked = roads(sent)
  const answers = await tellsAll(asked)
  // More often than a command may fail before it is given up.
  const again: Told[] = []
  for (let time = 0; time < 6; time += 1) again.push(await told(await send(sent)))
  await other.query('DROP FUNCTION in_the_way CASCADE')
  expect(answers).toEqual(Object.fromEntries(Object.keys(asked).map((road) => [road, BUSY])))
  expect(again).toEqual(again.map(() => BUSY))
  await appliesAtLast(sent)
})
