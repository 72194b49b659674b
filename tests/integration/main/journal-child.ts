import { SqliteJournal } from '@/main/journal'
import { sampleStoredEvent } from '@/tests/support/sample-events'

/**
 * Appends without end, in steps of uneven size, and tells its parent what is durable. Never ends by itself.
 * Argument: path of the journal.
 */
// The sample events' own time, so that none is old.
const now = () => Date.parse('2026-01-15T10:30:00Z')
const journal = new SqliteJournal({ path: process.argv[2] as string, now })
const { cursor } = await journal.open(1)
for (let seq = cursor?.seq ?? 0, round = 0; ; round += 1) {
  const count = 1 + ((round * 7) % 40)
  const events = Array.from({ length: count }, (_, index) => sampleStoredEvent(seq + index + 1))
  seq += count
  await journal.append({
    events,
    changes: events.map((event) => {
      const { order } = event.data as { order: { orderID: string } }
      return { kind: 'order', key: order.orderID, document: order } as never
    }),
    cursor: { epoch: 'k3f9', seq },
  })
  process.send?.(seq)
  // The message must leave before the next step: what the parent heard of is what must survive.
  await new Promise((resolve) => setImmediate(resolve))
}
