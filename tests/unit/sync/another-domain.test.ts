import { expect, it } from 'vitest'
import { z } from 'zod'
import { MemoryJournal } from '@/lib/sync/journal/memory'
import { commandingOf } from '@/lib/sync/outbox/commanding'
import type { Domain } from '@/lib/sync/ports/domain'
import type { EventSourceLike } from '@/lib/sync/ports/ports'
import { commandMessages } from '@/lib/sync/protocol/commands'
import { SyncManager } from '@/lib/sync/sync-manager'
import { PAGING } from '@/lib/sync/transport/paging'
import { FakeClock } from '../../support/fake-clock'

const bookSchema = z.object({ isbn: z.string(), lentTo: z.string().nullable(), version: z.number() })
const eventSchema = z.object({
  ...{ id: z.string(), tenantId: z.string(), timestamp: z.string(), actor: z.string() },
  eventType: z.enum(['book_lent', 'book_sold']),
  data: z.object({ book: bookSchema }),
})
const commandSchema = z.object({
  ...{ id: z.uuid(), issuedAt: z.string(), type: z.literal('book.lend') },
  payload: z.object({ isbn: z.string(), to: z.string() }),
})
const messages = commandMessages({
  command: commandSchema,
  code: z.enum(['lent_already']),
  current: z.null(),
  orderID: z.string(),
})

/** A library of books: nothing of it is known to the engine. */
const LIBRARY: Domain = {
  eventTypes: eventSchema.shape.eventType.options,
  event: eventSchema,
  documentsOf(event) {
    const { book } = eventSchema.parse(event).data
    return [{ kind: 'book', key: book.isbn, document: event.eventType === 'book_sold' ? null : book }]
  },
  lists: {
    books: {
      schema: bookSchema,
      changeOf: (document) => ({ kind: 'book', key: bookSchema.parse(document).isbn, document }),
    },
  },
  command: commandSchema,
  result: messages.result,
  refused: z.object({ command: commandSchema, answer: messages.result.options[2] }),
  touchedDocuments: (command) => [commandSchema.parse(command).payload.isbn],
  leansOn: () => false,
  refusal: (why) => ({ key: why, message: why }),
}

const book = (isbn: string, version = 1, lentTo: string | null = null) => ({ isbn, lentTo, version })
const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })

it('keeps the documents, events and commands of a domain that is given to it', async () => {
  const clock = new FakeClock()
  const listeners = new Map<string, (event: { data?: string; lastEventId?: string }) => void>()
  const source: EventSourceLike = {
    readyState: 1,
    addEventListener: (type, listener) => void listeners.set(type, listener),
    close: () => undefined,
  }
  const sent: unknown[] = []
  const engine = new SyncManager({
    domain: LIBRARY,
    commanding: commandingOf(LIBRARY),
    paging: PAGING,
    serverUrl: '',
    journal: new MemoryJournal(),
    clock,
    random: () => 0.5,
    eventSourceFactory: () => source,
    async fetch(input, init) {
      if (String(input).includes('/snapshot')) {
        return json({
          epoch: 'shelf',
          head: 1,
          lastEventId: 'event_shelf_1',
          books: [book('a'), book('b'), { isbn: 7 }],
        })
      }
      const { commands } = messages.request.parse(JSON.parse(String(init?.body)))
      sent.push(...commands)
      return json({
        results: commands.map(({ id }) => ({
          ...{ id, status: 'rejected', code: 'lent_already', message: 'It is lent.', current: null },
        })),
      })
    },
  })
  const shelf = () => engine.state().documents.map(({ key, document }) => [key, document])
  const tell = (name: string, data: object, lastEventId = '') =>
    listeners.get(name)?.({ data: JSON.stringify(data), lastEventId })

  await engine.start()
  await clock.advance(100)
  tell('connected', {
    ...{ clientId: 'one', epoch: 'shelf', head: 1, heartbeatInterval: 15_000, message: '' },
    timestamp: new Date(clock.now()).toISOString(),
  })
  expect(shelf()).toEqual([
    ['a', book('a')],
    ['b', book('b')],
  ])

  const event = (seq: number, eventType: string, of: object) =>
    tell(
      eventType,
      {
        ...{ id: `event_shelf_${seq}`, eventType, tenantId: 'main', actor: 'user:1', data: { book: of } },
        timestamp: new Date(clock.now()).toISOString(),
      },
      `event_shelf_${seq}`,
    )
  event(2, 'book_lent', book('a', 2, 'Mei'))
  event(3, 'book_sold', book('b', 2))
  await clock.advance(100)
  expect(shelf()).toEqual([['a', book('a', 2, 'Mei')]])
  expect(engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })

  const id = crypto.randomUUID()
  const issuedAt = new Date(clock.now()).toISOString()
  await engine.send({ id, type: 'book.lend', issuedAt, payload: { isbn: 'a', to: 'Ravi' } })
  await clock.advance(100)
  expect(sent).toHaveLength(1)
  expect(engine.state().refused).toMatchObject([{ answer: { code: 'lent_already' } }])
  await engine.stop()
})
