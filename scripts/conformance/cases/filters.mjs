import assert from 'node:assert/strict'
import { seqOf } from '../wire.mjs'

/** Two orders and a bay: events of several types, with the cursor before them. */
const told = ({ wire, site, shared }) =>
  shared('told', async () => {
    const before = await site.head()
    const mine = await site.order()
    const other = await site.order()
    await site.apply('order.setStage', { orderID: mine.orderID, stage: 'open' })
    await site.note(mine.orderID)
    await site.apply('order.setPayment', { orderID: mine.orderID, action: 'fail' })
    await site.note(other.orderID)
    const { bays } = (await wire.get('snapshot')).json()
    const bayId = bays.find(({ status }) => status === 'available')?.bayId
    if (bayId) {
      await site.apply('bay.assign', { bayId, orderID: mine.orderID })
      await site.apply('bay.release', { bayId, orderID: mine.orderID })
    }
    const to = await site.head()
    return { before, mine, other, bayId, to, all: await site.between(before.id, to) }
  })

const reads = (name, query, shows) => [
  [
    `a page of ${name}`,
    async (context) => {
      const facts = await told(context)
      const page = await context.wire.page(`lastEventId=${facts.before.id}&limit=500&${query(facts)}`)
      const found = page.events.filter(({ id }) => seqOf(id) <= facts.to.head)
      const expected = facts.all.filter((event) => shows(event, facts))
      assert.ok(expected.length > 0, 'something to show')
      assert.deepEqual(
        found.map(({ id }) => id),
        expected.map(({ id }) => id),
      )
      assert.ok(seqOf(page.lastEventId) >= facts.to.head, 'past what is left out')
    },
  ],
  [
    `a stream of ${name}`,
    async (context) => {
      const facts = await told(context)
      const stream = await context.wire.stream(`lastEventId=${facts.before.id}&${query(facts)}`)
      await stream.connected()
      const expected = facts.all.filter((event) => shows(event, facts)).map(({ id }) => id)
      await stream.reaches(facts.to.head)
      stream.close()
      assert.deepEqual(
        stream.events.map(({ id }) => id).filter((id) => seqOf(id) <= facts.to.head),
        expected,
      )
    },
  ],
]
const aboutBay = ({ data }, bayId) =>
  data.bay?.bayId === bayId || data.job?.bayId === bayId || data.bayId === bayId || data.order?.bayId === bayId

/** @type {import('../run.mjs').Case[]} */
export const filters = [
  ...reads(
    'one order',
    ({ mine }) => `orderID=${mine.orderID}`,
    ({ orderID }, { mine }) => orderID === mine.orderID,
  ),
  ...reads(
    'the other order',
    ({ other }) => `orderID=${other.orderID}`,
    ({ orderID }, { other }) => orderID === other.orderID,
  ),
  ...reads(
    'one type',
    () => 'eventTypes=status_update',
    ({ eventType }) => eventType === 'status_update',
  ),
  ...reads(
    'two types',
    () => 'eventTypes=status_update,payment_update',
    ({ eventType }) => ['status_update', 'payment_update'].includes(eventType),
  ),
  ...reads(
    'two types with spaces between',
    () => 'eventTypes=order_created%20,%20payment_update',
    ({ eventType }) => ['order_created', 'payment_update'].includes(eventType),
  ),
  ...reads(
    'changed stages',
    () => 'eventTypes=stage_change',
    ({ eventType }) => eventType === 'stage_change',
  ),
  ...reads(
    'queues and bays',
    () => 'eventTypes=queue_update',
    ({ eventType }) => eventType === 'queue_update',
  ),
  ...reads(
    'jobs',
    () => 'eventTypes=job_progress_update',
    ({ eventType }) => eventType === 'job_progress_update',
  ),
  ...reads(
    'one order and one type',
    ({ mine }) => `orderID=${mine.orderID}&eventTypes=payment_update`,
    ({ orderID, eventType }, { mine }) => orderID === mine.orderID && eventType === 'payment_update',
  ),
  ...reads(
    'a parameter that nobody knows',
    () => 'cacheBuster=1&_=2',
    () => true,
  ),
  ...reads(
    'the own site by its name',
    ({ all }) => `tenantId=${all[0].tenantId}`,
    () => true,
  ),
  [
    'a page of one bay has what is about it',
    async (context) => {
      const { before, bayId, all, to } = await told(context)
      assert.ok(bayId, 'the site has a free bay')
      const page = await context.wire.page(`lastEventId=${before.id}&limit=500&bayId=${bayId}`)
      const found = new Set(page.events.map(({ id }) => id))
      const expected = all.filter((event) => seqOf(event.id) <= to.head && aboutBay(event, bayId))
      assert.ok(expected.length > 0)
      for (const { id } of expected) assert.ok(found.has(id), id)
    },
  ],
  [
    'a bay that is not there has no events, and the cursor moves on',
    async (context) => {
      const { before, to } = await told(context)
      const page = await context.wire.page(`lastEventId=${before.id}&bayId=no-such-bay`)
      assert.deepEqual(page.events, [])
      assert.ok(seqOf(page.lastEventId) >= to.head)
    },
  ],
  [
    'an order that is not there has no events, and the cursor moves on',
    async (context) => {
      const { before, to } = await told(context)
      const page = await context.wire.page(`lastEventId=${before.id}&orderID=NO-SUCH-ORDER`)
      assert.deepEqual(page.events, [])
      assert.ok(seqOf(page.lastEventId) >= to.head)
    },
  ],
  [
    'a stage change goes by its other name to who asks for that',
    async (context) => {
      const { before } = await told(context)
      const page = await context.wire.page(`lastEventId=${before.id}&limit=500&eventTypes=order_stage_change`)
      assert.ok(page.events.length > 0)
      for (const { eventType } of page.events) assert.equal(eventType, 'order_stage_change')
    },
  ],
  [
    'who asks for both names gets each once, as `stage_change`',
    async (context) => {
      const { before, all } = await told(context)
      const page = await context.wire.page(
        `lastEventId=${before.id}&limit=500&eventTypes=order_stage_change,stage_change`,
      )
      const changes = all.filter(({ eventType }) => eventType === 'stage_change')
      assert.deepEqual(page.events.slice(0, changes.length), changes)
    },
  ],
  [
    'a stream moves its cursor past what it leaves out',
    async (context) => {
      const { before, to } = await told(context)
      const stream = await context.wire.stream(`lastEventId=${before.id}&orderID=NO-SUCH-ORDER`)
      await stream.connected()
      const frame = await stream.wait(({ id }) => seqOf(id) >= to.head)
      stream.close()
      assert.equal(frame.data, null)
      assert.equal(frame.event, null)
    },
  ],
]
