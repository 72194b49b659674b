import pg from 'pg'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import type { Rows } from '../site/verdict'

/** Of the office's edits, how often each is told in the log. */
export interface ClusterRows extends Rows {
  readonly edits: ReadonlyMap<string, number>
}

const EVENTS = `SELECT seq, event_type AS type, body FROM sync_events WHERE tenant = 'main' ORDER BY seq`

/** Of a site on PostgreSQL. */
export async function readPostgres(uri: string): Promise<ClusterRows> {
  const client = new pg.Client({ connectionString: uri })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const all = async <Row>(statement: string) => (await client.query(statement)).rows as Row[]
    const results = await all<{ id: string; result: unknown }>('SELECT command_id AS id, result FROM command_results')
    const events = await all<{ seq: string; type: string; body: unknown }>(EVENTS)
    const [head] = await all<{ head: string }>("SELECT head FROM sync_heads WHERE tenant = 'main'")
    const edits = new Map<string, number>()
    for (const { type, body } of events) {
      const mark = type === 'status_update' && markOf(read(body))
      if (mark) edits.set(mark, (edits.get(mark) ?? 0) + 1)
    }
    const orders = await all<{ orderID: string; plate: string; paid: string }>(
      'SELECT order_i_d AS "orderID", plate, paid_amount AS paid FROM orders',
    )
    const payments = await all<{ orderID: string; amount: string; commandId: string | null }>(
      'SELECT order_i_d AS "orderID", amount, command_id AS "commandId" FROM payments',
    )
    return {
      results: new Map(results.map(({ id, result }) => [id, read(result) as CommandResult])),
      orders: orders.map(({ paid, ...order }) => ({ ...order, paid: Number(paid) })),
      payments: payments.map(({ amount, ...payment }) => ({ ...payment, amount: Number(amount) })),
      seqs: events.map(({ seq }) => Number(seq)),
      head: Number(head?.head),
      edits,
    }
  } finally {
    await client.end()
  }
}

const read = (stored: unknown): unknown => (typeof stored === 'string' ? JSON.parse(stored) : stored)

/** What an edit of the office wrote, where an event tells of one. */
function markOf(body: unknown): string | null {
  const { changed, order } = body as { changed?: string[]; order?: { customerNotes?: string } }
  return changed?.includes('customerNotes') ? (order?.customerNotes ?? null) : null
}
