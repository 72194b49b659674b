import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import { type CommandResult, type Snapshot, snapshotSchema } from '@/lib/sync/car-wash/wire'
import type { FeedState } from '@/lib/sync/engine'
import { siteOf } from '../person'
import type { Ledger } from './ledger'

export interface Verdict {
  /** What was kept and neither done nor put before a person. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Where a screen, the log or the money is not what the server's documents are. */
  readonly diverged: readonly string[]
}

/** What one station has in the end, beside what the server shows the same reader. */
export interface Replica {
  readonly name: string
  readonly state: FeedState
  readonly headers: Record<string, string>
}

/** What the database has in the end. */
export interface Rows {
  readonly results: ReadonlyMap<string, CommandResult>
  readonly orders: readonly { readonly orderID: string; readonly plate: string; readonly paid: number }[]
  readonly payments: readonly { readonly orderID: string; readonly amount: number; readonly commandId: string | null }[]
  readonly seqs: readonly number[]
  readonly head: number
}

/** Compares what people did, what screens show and what the database has. */
export async function judge(
  ledger: Ledger,
  replicas: readonly Replica[],
  webNeedsAttention: string,
  rows: Rows,
  url: string,
): Promise<Verdict> {
  const lost: string[] = []
  const doubled: string[] = []
  const diverged: string[] = []
  judgeTaps(ledger, replicas, rows, { lost, doubled })
  judgePlates(ledger, webNeedsAttention, rows, { lost, doubled })
  judgeMoney(rows, { lost, doubled, diverged })
  const gap = rows.seqs.findIndex((seq, index) => index > 0 && seq !== (rows.seqs[index - 1] as number) + 1)
  if (gap > 0) diverged.push(`the log has a gap before ${rows.seqs[gap]}`)
  if (rows.seqs.at(-1) !== rows.head) diverged.push(`the head is ${rows.head}, the log ends at ${rows.seqs.at(-1)}`)
  const snapshots = new Map<string, Promise<Snapshot>>()
  for (const replica of replicas) {
    const as = JSON.stringify(replica.headers)
    const snapshot = snapshots.get(as) ?? readSnapshot(url, replica.headers)
    snapshots.set(as, snapshot)
    diverged.push(...differences(replica, await snapshot))
  }
  return { lost, doubled, diverged }
}

function judgeTaps(
  ledger: Ledger,
  replicas: readonly Replica[],
  { results, orders }: Rows,
  { lost, doubled }: { lost: string[]; doubled: string[] },
): void {
  const refused = new Set<string>()
  for (const { name, state } of replicas) {
    for (const { command } of state.refused ?? []) refused.add(`${name} ${command.id}`)
  }
  for (const { by, command, kept } of ledger.taps) {
    const result = results.get(command.id)
    const before = refused.has(`${by} ${command.id}`)
    const told = `${command.type} ${command.id} at ${by}`
    if (kept && !result && !before) lost.push(`${told} has no outcome`)
    if (kept && result?.status === 'rejected' && !before) lost.push(`${told} was refused, and nobody sees it`)
    if (result?.status === 'applied' && before) doubled.push(`${told} was done and is called refused`)
    if (command.type === 'order.create') {
      const cars = orders.filter(({ plate }) => plate === command.payload.plate).length
      if (cars > 1) doubled.push(`${told} made ${cars} orders`)
      if (result?.status === 'applied' && cars === 0) lost.push(`${told} was done and made no order`)
    }
  }
}

function judgePlates(
  ledger: Ledger,
  webNeedsAttention: string,
  { orders }: Rows,
  { lost, doubled }: { lost: string[]; doubled: string[] },
): void {
  for (const plate of ledger.plates) {
    const cars = orders.filter((order) => order.plate === plate).length
    if (cars === 0 && !webNeedsAttention.includes(plate))
      lost.push(`the web desk's ${plate} has no order, nor does it need attention: ${webNeedsAttention}`)
    if (cars > 1) doubled.push(`the web desk's ${plate} has ${cars} orders`)
  }
}

/** Every payment once, and every order's sum what its payments add up to. */
function judgeMoney(
  { orders, payments, results }: Rows,
  { lost, doubled, diverged }: { lost: string[]; doubled: string[]; diverged: string[] },
): void {
  const byCommand = new Map<string, number>()
  const byOrder = new Map<string, number>()
  for (const { orderID, amount, commandId } of payments) {
    byOrder.set(orderID, (byOrder.get(orderID) ?? 0) + amount)
    if (commandId === null) continue
    byCommand.set(commandId, (byCommand.get(commandId) ?? 0) + 1)
    if (results.get(commandId)?.status !== 'applied') lost.push(`the payment of ${commandId} has no answer`)
  }
  for (const [commandId, times] of byCommand) if (times > 1) doubled.push(`${commandId} was paid ${times} times`)
  for (const { orderID, paid } of orders) {
    const sum = byOrder.get(orderID) ?? 0
    if (sum !== paid) diverged.push(`${orderID} says ${paid} sen, its payments ${sum}`)
  }
}

/** A reader is not told of a change of which it sees nothing; the version and the time of that change it then has not. */
function asTold(document: object | undefined): unknown {
  return document && { ...document, version: undefined, updatedAt: undefined }
}

async function readSnapshot(url: string, headers: Record<string, string>): Promise<Snapshot> {
  const response = await fetch(`${url}/api/v1/sync/snapshot`, { headers })
  return snapshotSchema.parse(await response.json())
}

function differences({ name, state }: Replica, snapshot: Snapshot): string[] {
  const shown = siteOf(state.documents)
  const found: string[] = []
  const keys = { orders: 'orderID', queues: 'queueId', bays: 'bayId', jobs: 'jobId' } as const
  for (const [kind, key] of Object.entries(keys) as [keyof typeof keys, string][]) {
    const byKey = (list: readonly object[]) => new Map(list.map((each) => [Reflect.get(each, key) as string, each]))
    const here = byKey(shown[kind])
    const there = byKey(snapshot[kind])
    for (const [id, document] of there) {
      if (!isDeepStrictEqual(asTold(here.get(id)), asTold(document))) {
        found.push(`${name} has ${JSON.stringify(here.get(id))} where the server has ${JSON.stringify(document)}`)
      }
    }
    for (const id of here.keys()) if (!there.has(id)) found.push(`${name} has ${kind} ${id}, which the server has not`)
  }
  return found
}

/** Of a site on SQLite. */
export function readDatabase(file: string): Rows {
  const db = new Database(file, { readonly: true, timeout: 5_000 })
  try {
    const all = <Row>(statement: string) => db.prepare(statement).all() as Row[]
    const results = all<{ id: string; result: string }>('SELECT command_id AS id, result FROM command_results')
    return {
      results: new Map(results.map(({ id, result }) => [id, JSON.parse(result) as CommandResult])),
      orders: all('SELECT order_i_d AS orderID, plate, paid_amount AS paid FROM orders'),
      payments: all('SELECT order_i_d AS orderID, amount, command_id AS commandId FROM payments'),
      seqs: all<{ seq: number }>("SELECT seq FROM sync_events WHERE tenant = 'main' ORDER BY seq").map(
        ({ seq }) => seq,
      ),
      head: all<{ head: number }>("SELECT head FROM sync_heads WHERE tenant = 'main'")[0]?.head ?? 0,
    }
  } finally {
    db.close()
  }
}
