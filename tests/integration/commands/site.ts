import { randomBytes, randomUUID } from 'node:crypto'
import type { Command, CommandType } from '@/lib/domain'
import { type CommandResult, commandResponseSchema, type Snapshot, snapshotSchema } from '@/lib/sync/car-wash/wire'
import { keyHolder } from '../../support/keys'
import type { TestServer } from '../../support/server'

export type Headers = Record<string, string>
type Applied = Extract<CommandResult, { status: 'applied' }>

/** A command as a client makes it. */
export function command(type: CommandType, payload: object, more: Partial<Command> = {}): Command {
  return { id: randomUUID(), type, payload, issuedAt: new Date().toISOString(), ...more } as Command
}

export function newOrder(plate = `TST ${Math.floor(Math.random() * 9000) + 1000}`, more: object = {}): Command {
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  return command('order.create', { plate, vehicleType: 'sedan', services, discount: 0, ...more })
}

/** Sends commands in one request and gives their results, checked against the protocol. */
export async function send(server: TestServer, headers: Headers, ...commands: Command[]): Promise<CommandResult[]> {
  const response = await fetch(`${server.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands, sentAt: new Date().toISOString() }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return commandResponseSchema.parse(await response.json()).results
}

/** Sends commands few at a time, so that a server is killed between requests and within them. */
export async function sendInParts(server: TestServer, headers: Headers, commands: readonly Command[]): Promise<void> {
  for (let at = 0; at < commands.length; at += 5) await send(server, headers, ...commands.slice(at, at + 5))
}

export async function sendOne(server: TestServer, headers: Headers, one: Command): Promise<CommandResult> {
  return (await send(server, headers, one))[0] as CommandResult
}

/** Sends one command that must be applied. */
export async function apply(server: TestServer, headers: Headers, one: Command): Promise<Applied> {
  const result = await sendOne(server, headers, one)
  if (result.status !== 'applied') throw new Error(`${one.type} was not applied: ${JSON.stringify(result)}`)
  return result
}

/** Takes an order and gives its number. */
export async function takeOrder(server: TestServer, headers: Headers, more: object = {}): Promise<string> {
  return (await apply(server, headers, newOrder(undefined, more))).orderID as string
}

async function snapshot(server: TestServer): Promise<Snapshot> {
  const response = await fetch(`${server.url}/api/v1/sync/snapshot`, { headers: server.asAdmin() })
  return snapshotSchema.parse(await response.json())
}

/** One order, queue, bay or job as the server has it now. */
export async function look(server: TestServer) {
  const state = await snapshot(server)
  const must = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`The snapshot has no ${what}`)
    return found
  }
  return {
    order: (id: string) =>
      must(
        state.orders.find(({ orderID }) => orderID === id),
        id,
      ),
    queue: (id: string) =>
      must(
        state.queues.find(({ queueId }) => queueId === id),
        id,
      ),
    bay: (id: string) =>
      must(
        state.bays.find(({ bayId }) => bayId === id),
        id,
      ),
    jobIn: (id: string) =>
      must(
        state.jobs.find(({ bayId, status }) => bayId === id && !['completed', 'cancelled'].includes(status)),
        id,
      ),
    waiting: (id: string) =>
      must(
        state.queues.find(({ queueId }) => queueId === id),
        id,
      ).entries.map((e) => e.orderID),
    ...state,
  }
}

/** Registers a station and gives the headers it signs its requests with. */
export async function addStation(
  server: TestServer,
  station: { name: string; role: 'bay' | 'cashier' | 'board'; bay?: string },
): Promise<Headers> {
  return (await keyHolder(server, 'stations', station)).headers
}

/** Registers a person and gives the headers of a sign-in. */
export async function addPerson(server: TestServer, role: 'admin' | 'staff' | 'customer'): Promise<Headers> {
  const email = `${role}-${randomUUID()}@example.test`
  const password = randomBytes(12).toString('hex')
  await server.rest('POST', '/api/users', { email, password, role, tenant: 'main' })
  const response = await fetch(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { token } = (await response.json()) as { token: string }
  return { Authorization: `JWT ${token}` }
}
