import { afterEach, describe, expect, it } from 'vitest'
import type { Order } from '@/lib/domain'
import { type Cursor, formatEventId, type Journal } from '@/lib/sync/engine'
import type { StoredEvent } from '@/lib/sync/journal/journal'
import type { DocumentChange } from '@/lib/sync/ports/domain'
import { sampleOrder, sampleQueue } from './sample-documents'

/** A place where a journal can be opened again, as after a restart of the program. */
interface JournalPlace {
  /** Makes a journal at this place; the one made before is closed, or was lost with its process. */
  make(): Journal
  dispose?(): Promise<void> | void
}

export interface ConformanceOptions {
  readonly name: string
  readonly place: () => JournalPlace | Promise<JournalPlace>
  /** Documents survive; a page's storage keeps events and the cursor only. */
  readonly keepsDocuments: boolean
  /** Survives being made anew at the same place. */
  readonly durable: boolean
}

const EPOCH = 'abcd'

export function storedEvent(seq: number, order: Order, epoch = EPOCH): StoredEvent {
  const at = new Date().toISOString()
  return {
    id: formatEventId({ epoch, seq }),
    eventType: 'order_created',
    orderID: order.orderID,
    tenantId: 'main',
    timestamp: at,
    actor: 'system',
    data: { order },
    metadata: { receivedAt: at, processed: true, acknowledged: true, source: 'sse' },
  }
}

function putOrder(orderID: string, version = 1): DocumentChange {
  return { kind: 'order', key: orderID, document: sampleOrder(orderID, { version }) }
}

function step(seqs: readonly number[], epoch = EPOCH) {
  const orders = seqs.map((seq) => sampleOrder(`AX-${seq}`))
  const cursor: Cursor = { epoch, seq: seqs.at(-1) ?? 0 }
  return {
    events: orders.map((order, index) => storedEvent(seqs[index] as number, order, epoch)),
    changes: orders.map((order): DocumentChange => ({ kind: 'order', key: order.orderID, document: order })),
    cursor,
  }
}

const byKey = (documents: readonly DocumentChange[]) =>
  new Map(documents.map((each) => [`${each.kind}:${each.key}`, each.document]))

const seqsOf = (events: readonly StoredEvent[]) => events.map((event) => Number(event.id.split('_')[2]))

/** What every journal promises, whatever it is written on. */
export function describeJournal(options: ConformanceOptions): void {
  describe(`${options.name} keeps the promises of a journal`, () => {
    const places: JournalPlace[] = []
    const newPlace = async () => {
      const place = await options.place()
      places.push(place)
      return place
    }
    afterEach(async () => {
      for (const place of places.splice(0)) await place.dispose?.()
    })

    /** What is there when the journal is opened again. */
    async function reopen(place: JournalPlace, journal: Journal, limit = 100) {
      await journal.close()
      const again = options.durable ? place.make() : journal
      const contents = await again.open(limit)
      return { again, contents }
    }

    it('is empty at first', async () => {
      const journal = (await newPlace()).make()
      expect(await journal.open(100)).toEqual({ cursor: null, documents: [], recentEvents: [], recovered: null })
      await journal.close()
    })

    it('gives back events in order, documents and cursor', async () => {
      const place = await newPlace()
      const journal = place.make()
      await journal.open(100)
      await journal.append(step([1, 2, 3]))
      await journal.append(step([4]))
      const { again, contents } = await reopen(place, journal)
      expect(contents.cursor).toEqual({ epoch: EPOCH, seq: 4 })
      expect(contents.recentEvents).toEqual(
        [...step([1, 2, 3]).events, ...step([4]).events].map((event) => ({
          ...event,
          timestamp: expect.any(String),
          metadata: { ...event.metadata, receivedAt: expect.any(String) },
        })),
      )
      if (options.keepsDocuments) {
        expect([...byKey(contents.documents).keys()].sort()).toEqual([
          'order:AX-1',
          'order:AX-2',
          'order:AX-3',
          'order:AX-4',
        ])
        expect(byKey(contents.documents).get('order:AX-2')).toEqual(sampleOrder('AX-2'))
      }
      await again.close()
    })

    it('gives back at most the newest events asked for, the newest last', async () => {
      const place = await newPlace()
      const journal = place.make()
      await journal.open(100)
      await journal.append(step([1, 2, 3, 4, 5]))
      const { again, contents } = await reopen(place, journal, 2)
      expect(seqsOf(contents.recentEvents)).toEqual([4, 5])
      const last = await reopen(place, again, 0)
      expect(last.contents.recentEvents).toEqual([])
      await last.again.close()
    })

    it('moves the cursor past events that were filtered out', async () => {
      const place = await newPlace()
      const journal = place.make()
      await journal.open(100)
      await journal.append(step([1]))
      await journal.advance({ epoch: EPOCH, seq: 9 })
      const { again, contents } = await reopen(place, journal)
      expect(contents.cursor).toEqual({ epoch: EPOCH, seq: 9 })
      expect(seqsOf(contents.recentEvents)).toEqual([1])
      await again.close()
    })

    it('keeps events of the same epoch when a snapshot comes, and drops those of another', async () => {
      const place = await newPlace()
      const journal = place.make()
      await journal.open(100)
      await journal.append(step([1, 2]))
      await journal.replace({ documents: [putOrder('AX-9', 3)], cursor: { epoch: EPOCH, seq: 7 } })
      const same = await reopen(place, journal)
      expect(seqsOf(same.contents.recentEvents)).toEqual([1, 2])
      expect(same.contents.cursor).toEqual({ epoch: EPOCH, seq: 7 })
      await same.again.replace({ documents: [putOrder('AX-9', 4)], cursor: { epoch: 'efgh', seq: 0 } })
      const other = await reopen(place, same.again)
      expect(other.contents.recentEvents).toEqual([])
      expect(other.contents.cursor).toEqual({ epoch: 'efgh', seq: 0 })
      await other.again.close()
    })

    it('starts the sequence over in a new epoch', async () => {
      const place = await newPlace()
      const journal = place.make()
      await journal.open(100)
      await journal.append(step([1, 2]))
      await journal.replace({ documents: [], cursor: { epoch: 'efgh', seq: 0 } })
      await journal.append(step([1], 'efgh'))
      const { again, contents } = await reopen(place, journal)
      expect(contents.recentEvents.map((event) => event.id)).toEqual(['event_efgh_1'])
      await again.close()
    })

    it('takes a step that is empty of changes', async () => {
      const place = await newPlace()
      const journal = place.make()
      await journal.open(100)
      const { events, cursor } = step([1])
      await journal.append({ events, changes: [], cursor })
      const { again, contents } = await reopen(place, journal)
      expect(seqsOf(contents.recentEvents)).toEqual([1])
      expect(contents.cursor).toEqual(cursor)
      await again.close()
    })

    it('refuses to work when it is closed', async () => {
      const journal = (await newPlace()).make()
      await journal.open(100)
      await journal.close()
      await expect(journal.append(step([1]))).rejects.toThrow()
    })

    if (!options.keepsDocuments) return

    it('replaces, changes and takes away documents of each kind', async () => {
      const place = await newPlace()
      const journal = place.make()
      await journal.open(100)
      const queue = { kind: 'queue', key: 'vip', document: sampleQueue('vip') } as const
      await journal.replace({
        documents: [putOrder('AX-1'), putOrder('AX-2'), queue],
        cursor: { epoch: EPOCH, seq: 1 },
      })
      await journal.append({
        events: [storedEvent(2, sampleOrder('AX-1'))],
        changes: [{ kind: 'order', key: 'AX-1', document: null }, putOrder('AX-2', 2)],
        cursor: { epoch: EPOCH, seq: 2 },
      })
      const { again, contents } = await reopen(place, journal)
      expect(byKey(contents.documents)).toEqual(
        new Map<string, unknown>([
          ['order:AX-2', sampleOrder('AX-2', { version: 2 })],
          ['queue:vip', sampleQueue('vip')],
        ]),
      )
      await again.replace({ documents: [queue], cursor: { epoch: EPOCH, seq: 3 } })
      const last = await reopen(place, again)
      expect([...byKey(last.contents.documents).keys()]).toEqual(['queue:vip'])
      await last.again.close()
    })
  })
}
