import assert from 'node:assert/strict'
import { seqOf } from '../wire.mjs'

const MANY = 120

/** More events than a page holds unless it is asked to. */
const many = ({ site, shared }) =>
  shared('many', async () => {
    const before = await site.head()
    const first = Array.from({ length: 100 }, () => site.concern())
    const results = await site.send(...first)
    await site.send(...Array.from({ length: MANY - 100 }, () => site.concern()))
    return { before, first, results, to: await site.head() }
  })

/** @type {import('../run.mjs').Case[]} */
export const limits = [
  [
    'a hundred commands at once are answered one by one, in order',
    async (context) => {
      const { first, results } = await many(context)
      assert.deepEqual(
        results.map(({ id }) => id),
        first.map(({ id }) => id),
      )
      assert.ok(results.every(({ status }) => status === 'applied'))
    },
  ],
  [
    'their events are in their order',
    async (context) => {
      const { results } = await many(context)
      const numbers = results.map(({ seq }) => seq)
      assert.deepEqual(
        numbers,
        [...numbers].sort((a, b) => a - b),
      )
    },
  ],
  [
    'a page holds a hundred events unless it is asked for another number',
    async (context) => {
      const page = await context.wire.page(`lastEventId=${(await many(context)).before.id}`)
      assert.deepEqual([page.events.length, page.hasMore], [100, true])
    },
  ],
  ...[1, 2, 50, 99, 101].map((limit) => [
    `a page of ${limit} holds ${limit} where there are more`,
    async (context) => {
      const page = await context.wire.page(`lastEventId=${(await many(context)).before.id}&limit=${limit}`)
      assert.deepEqual([page.events.length, page.hasMore], [limit, true])
    },
  ]),
  [
    'a page of 500 holds more than a hundred',
    async (context) => {
      const page = await context.wire.page(`lastEventId=${(await many(context)).before.id}&limit=500`)
      assert.ok(page.events.length >= MANY)
    },
  ],
  [
    'the last page has no more',
    async (context) => {
      const { to } = await many(context)
      let page = await context.wire.page(`lastEventId=${to.id}`)
      for (let reads = 0; page.hasMore && reads < 50; reads += 1)
        page = await context.wire.page(`lastEventId=${page.lastEventId}`)
      assert.equal(page.hasMore, false)
      assert.equal(seqOf(page.lastEventId), page.head)
    },
  ],
  [
    'a stream catches up over many pages without a gap',
    async (context) => {
      const { before, to } = await many(context)
      const stream = await context.wire.stream(`lastEventId=${before.id}`)
      await stream.connected()
      await stream.reaches(to.head)
      stream.close()
      const numbers = stream.events.map(({ id }) => seqOf(id))
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => before.head + 1 + at),
      )
    },
  ],
]
