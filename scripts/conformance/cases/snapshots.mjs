import assert from 'node:assert/strict'
import { idOf, seqOf } from '../wire.mjs'

const snapshot = async ({ wire }) => (await wire.get('snapshot')).json()
const LISTS = {
  orders: 'orderID',
  queues: 'queueId',
  bays: 'bayId',
  jobs: 'jobId',
  concerns: 'concernId',
  shifts: 'shiftId',
}
const KINDS = {
  order: ['orders', 'orderID'],
  queue: ['queues', 'queueId'],
  bay: ['bays', 'bayId'],
  job: ['jobs', 'jobId'],
  concern: ['concerns', 'concernId'],
}

/** Applies events to a snapshot, as a reader does: the newer version stands. */
function applied(taken, events) {
  const documents = new Map()
  for (const [list, key] of Object.values(KINDS))
    for (const one of taken[list]) documents.set(`${list} ${one[key]}`, one)
  for (const { eventType, data } of events) {
    for (const [kind, [list, key]] of Object.entries(KINDS)) {
      const one = data[kind]
      if (!one) continue
      const name = `${list} ${one[key]}`
      if (eventType === 'order_deleted') documents.delete(name)
      else if ((documents.get(name)?.version ?? 0) < one.version) documents.set(name, one)
    }
  }
  return documents
}

/** @type {import('../run.mjs').Case[]} */
export const snapshots = [
  [
    'a snapshot stands at its head',
    async (context) => {
      const { epoch, head, lastEventId } = await snapshot(context)
      assert.equal(lastEventId, idOf(epoch, head))
    },
  ],
  ...Object.entries(LISTS).map(([list, key]) => [
    `a snapshot lists ${list}, each once`,
    async (context) => {
      const found = (await snapshot(context))[list]
      assert.ok(Array.isArray(found))
      assert.equal(new Set(found.map((one) => one[key])).size, found.length)
      for (const one of found) assert.ok(one.version >= 1)
    },
  ]),
  [
    'a snapshot has what was answered before it was asked for',
    async (context) => {
      const { orderID, seq } = await context.site.order()
      const taken = await snapshot(context)
      assert.ok(taken.head >= seq)
      assert.ok(taken.orders.some((order) => order.orderID === orderID))
    },
  ],
  [
    'an order that was called off is still there for a while',
    async (context) => {
      const { site } = context
      const { orderID } = await site.order()
      await site.apply('order.cancel', { orderID })
      const found = (await snapshot(context)).orders.find((order) => order.orderID === orderID)
      assert.equal(found.stage, 'cancelled')
    },
  ],
  [
    'what the desk has decided on is not in it any more',
    async (context) => {
      const { site } = context
      const command = site.concern()
      await site.send(command)
      const { concernId } = command.payload
      const has = async () => (await snapshot(context)).concerns.some((one) => one.concernId === concernId)
      assert.equal(await has(), true)
      await site.apply('concern.settle', { concernId, decision: 'mistake' })
      assert.equal(await has(), false)
    },
  ],
  [
    'nothing new is answered 304',
    async ({ wire }) => {
      for (let tries = 0; tries < 40; tries += 1) {
        const first = await wire.get('snapshot')
        const again = await wire.get('snapshot', { 'If-None-Match': String(first.headers.etag) })
        if (again.status === 304) return assert.equal(again.body.length, 0)
      }
      assert.fail('never 304')
    },
  ],
  [
    'something new has another tag',
    async ({ wire, site }) => {
      const first = await wire.get('snapshot')
      await site.order()
      const again = await wire.get('snapshot', { 'If-None-Match': String(first.headers.etag) })
      assert.equal(again.status, 200)
      assert.notEqual(again.headers.etag, first.headers.etag)
    },
  ],
  [
    'a snapshot is JSON',
    async ({ wire }) =>
      assert.match(String((await wire.get('snapshot')).headers['content-type']), /^application\/json/),
  ],
  [
    'a tag of another snapshot is not taken for this one',
    async ({ wire }) => assert.equal((await wire.get('snapshot', { 'If-None-Match': '"other"' })).status, 200),
  ],
  [
    'a snapshot and the events after it are the next snapshot',
    async (context) => {
      const { site } = context
      const orders = await Promise.all([site.order(), site.order()])
      const first = await snapshot(context)
      for (const { orderID } of orders) await site.note(orderID)
      await site.apply('order.cancel', { orderID: orders[0].orderID })
      const later = await snapshot(context)
      const grown = applied(first, await site.between(first.lastEventId, later))
      for (const order of later.orders) assert.deepEqual(grown.get(`orders ${order.orderID}`), order)
      for (const queue of later.queues) assert.deepEqual(grown.get(`queues ${queue.queueId}`), queue)
    },
  ],
  [
    'snapshots taken while events are written each join the log without a seam',
    async (context) => {
      const { site } = context
      const { orderID } = await site.order()
      const writing = (async () => {
        for (let made = 0; made < 10; made += 1) await site.note(orderID)
      })()
      const taken = []
      for (let turn = 0; turn < 4; turn += 1) taken.push(await snapshot(context))
      await writing
      const last = await snapshot(context)
      const expected = last.orders.find((order) => order.orderID === orderID)
      for (const one of taken) {
        const grown = applied(one, await site.between(one.lastEventId, last))
        assert.deepEqual(grown.get(`orders ${orderID}`), expected)
      }
    },
  ],
  [
    'a stream from the snapshot on brings the next event first',
    async (context) => {
      const { wire, site } = context
      const { orderID } = await site.order()
      const taken = await snapshot(context)
      const { seq } = await site.note(orderID)
      const stream = await wire.stream(`lastEventId=${taken.lastEventId}`)
      await stream.connected()
      await stream.reaches(seq)
      stream.close()
      assert.equal(seqOf(stream.events[0].id), taken.head + 1)
    },
  ],
]
