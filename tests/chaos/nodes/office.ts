import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import type { Dice } from '../site/dice'
import type { Ledger } from '../site/ledger'
import type { Cluster } from './cluster'

/** Somebody who waits longer for an answer gives up, milliseconds. */
const PATIENCE = 20_000
/** A deadline, not a proof. */
const TAKEN_WITHIN = 120_000

interface OrderRow {
  readonly id: number
  readonly plate: string
  readonly make?: string | null
}

/** What the office edits by REST and in the admin panel; of each edit it keeps a mark that nobody else writes. */
export class Office {
  /** Edits that were answered with a yes, and all that were sent. */
  readonly kept = new Set<string>()
  readonly sent = new Set<string>()
  /** Edits that came too late, as somebody else was faster. */
  overtaken = 0
  #orders: readonly OrderRow[] = []

  constructor(
    private readonly cluster: Cluster,
    private readonly ledger: Ledger,
  ) {}

  /** Does one thing; what is not answered is not done again, for nobody knows whether it was done. */
  async work(dice: Dice): Promise<void> {
    const kind = dice.below(8)
    try {
      if (kind === 0 || this.#orders.length === 0) await this.#look()
      else if (kind === 1) await this.#take()
      else await this.#edit(dice, kind < 4)
    } catch {
      // A server or its database was away.
    }
  }

  async #look(): Promise<void> {
    const answer = await this.#ask('/api/orders?limit=40&sort=-createdAt&depth=0')
    if (answer.ok) this.#orders = ((await answer.json()) as { docs: OrderRow[] }).docs
  }

  async #take(): Promise<void> {
    const plate = `OFC ${randomUUID().slice(0, 8).toUpperCase()}`
    const body = { tenant: 'main', plate, vehicleType: 'sedan', services: [{ serviceId: 'basic-wash', optionIds: [] }] }
    if ((await this.#ask('/api/orders', 'POST', JSON.stringify(body))).ok) this.ledger.plates.push(plate)
  }

  async #edit(dice: Dice, inPanel: boolean): Promise<void> {
    const { id, plate, make } = dice.of(this.#orders)
    const mark = `edit ${randomUUID()}`
    this.sent.add(mark)
    const changed = { customerNotes: mark }
    const answer = inPanel
      ? await this.#ask(`/api/orders/${id}?depth=0&fallback-locale=null`, 'PATCH', form({ plate, make, ...changed }))
      : await this.#ask(`/api/orders/${id}`, 'PATCH', JSON.stringify(changed))
    if (answer.ok) this.kept.add(mark)
    if (answer.status === 409) this.overtaken += 1
  }

  #ask(path: string, method = 'GET', body?: string | FormData): Promise<Response> {
    const headers = new Headers(this.cluster.asAdmin())
    if (typeof body === 'string') headers.set('Content-Type', 'application/json')
    return fetch(`${this.cluster.url}${path}`, {
      method,
      body,
      headers,
      signal: AbortSignal.timeout(PATIENCE),
    })
  }
}

/** As the panel's form sends it. */
function form(fields: object): FormData {
  const data = new FormData()
  data.set('_payload', JSON.stringify(fields))
  return data
}

const CAR = { plate: 'MRK 1', vehicleType: 'sedan', services: [{ serviceId: 'basic-wash', optionIds: [] }] }
/** People at work close queues too. */
const takingCar = () =>
  [
    { type: 'queue.open', payload: { queue: 'regular' } },
    { type: 'order.create', payload: { ...CAR, queue: 'regular' } },
  ].map((command) => ({ id: randomUUID(), issuedAt: new Date().toISOString(), ...command }))

/** Takes a car, and again until that is answered; the number of its event in the log. */
export async function takeCar(cluster: Cluster): Promise<number> {
  let commands = takingCar()
  const deadline = Date.now() + TAKEN_WITHIN
  for (;;) {
    const answer = await send(cluster, commands).catch(String)
    const result = typeof answer === 'string' ? undefined : answer
    const done = result?.status === 'duplicate' ? (result.first as CommandResult) : result
    if (done?.status === 'applied') return done.seq
    // It is answered the same for ever: where somebody closed the queue in between, another one is asked for.
    if (done?.status === 'rejected') {
      if (done.reason !== 'rules.command.queue_closed') throw new Error(`A car was refused: ${JSON.stringify(done)}`)
      commands = takingCar()
    }
    if (Date.now() > deadline) throw new Error(`No car could be taken in ${TAKEN_WITHIN} ms; last: ${answer}`)
    await delay(50)
  }
}

/** The answer to the last of the commands. */
async function send(cluster: Cluster, commands: readonly object[]): Promise<CommandResult> {
  const response = await fetch(`${cluster.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...cluster.asAdmin(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands }),
    signal: AbortSignal.timeout(PATIENCE / 4),
  })
  const answer = (await response.json()) as { results?: CommandResult[] }
  const result = answer.results?.at(-1)
  if (!result) throw new Error(`${response.status} ${JSON.stringify(answer)}`)
  return result
}
