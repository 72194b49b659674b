import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { seqOf } from '../wire.mjs'

/** The events that a command made. */
const made = async (site, before, id) =>
  (await site.between(before.id, await site.head())).filter(({ commandId }) => commandId === id)

const noteOf = (site, orderID, more = {}) =>
  site.command('order.setStatus', { orderID, customerNotes: randomUUID() }, more)

/** @type {import('../run.mjs').Case[]} */
export const commands = [
  [
    'a command that is applied says its number, in the epoch of the log',
    async ({ site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const result = await site.note(orderID)
      assert.ok(result.seq > before.head)
      assert.equal(result.epoch, before.epoch)
    },
  ],
  [
    'its number is that of its last event',
    async ({ site }) => {
      const before = await site.head()
      const command = site.newOrder()
      const [{ seq, orderID }] = await site.send(command)
      site.keep(orderID)
      const events = await made(site, before, command.id)
      assert.ok(events.length > 0)
      assert.equal(seqOf(events.at(-1).id), seq)
    },
  ],
  [
    'an order that is made is named in the answer, and no two alike',
    async ({ site }) => {
      const [one, two] = [await site.order(), await site.order()]
      assert.match(one.orderID, /^[A-Za-z0-9][A-Za-z0-9._-]*$/)
      assert.notEqual(one.orderID, two.orderID)
    },
  ],
  [
    'sent again it is a duplicate, with its first result',
    async ({ site }) => {
      const command = site.newOrder()
      const [first] = await site.send(command)
      site.keep(first.orderID)
      const [again] = await site.send(command)
      assert.equal(again.status, 'duplicate')
      assert.equal(again.id, command.id)
      assert.equal(again.first.orderID, first.orderID)
      assert.equal(again.first.seq, first.seq)
    },
  ],
  [
    'sent again it makes no event',
    async ({ site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const command = noteOf(site, orderID)
      await site.send(command)
      await site.send(command)
      assert.equal((await made(site, before, command.id)).length, 1)
    },
  ],
  [
    'twice in one request it is done once',
    async ({ site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const command = noteOf(site, orderID)
      const results = await site.send(command, command)
      assert.deepEqual(
        results.map(({ status }) => status),
        ['applied', 'duplicate'],
      )
      assert.equal((await made(site, before, command.id)).length, 1)
    },
  ],
  [
    'sent eight times at once it is done once',
    async ({ site }) => {
      const before = await site.head()
      const command = site.newOrder()
      const answers = await Promise.all(Array.from({ length: 8 }, () => site.send(command)))
      const results = answers.flat()
      const orders = new Set(results.map((result) => (result.first ?? result).orderID))
      assert.equal(orders.size, 1)
      site.keep([...orders][0])
      assert.equal(results.filter(({ status }) => status === 'applied').length, 1)
      const created = (await made(site, before, command.id)).filter(({ eventType }) => eventType === 'order_created')
      assert.equal(created.length, 1)
    },
  ],
  [
    'an id is one command, whatever is sent with it later',
    async ({ site }) => {
      const { orderID } = await site.order()
      const command = noteOf(site, orderID)
      await site.send(command)
      const before = await site.head()
      const [again] = await site.send({ ...command, payload: { orderID, customerNotes: 'other' } })
      assert.equal(again.status, 'duplicate')
      assert.equal((await made(site, before, command.id)).length, 0)
    },
  ],
  [
    'one that is refused says its code, words and the document',
    async ({ site }) => {
      const { orderID } = await site.order()
      const [result] = await site.send(noteOf(site, orderID, { expect: { version: 999_999 } }))
      assert.equal(result.status, 'rejected')
      assert.equal(result.code, 'conflict')
      assert.equal(typeof result.message, 'string')
      assert.equal(result.current.order.orderID, orderID)
    },
  ],
  [
    'one that is refused makes no event',
    async ({ site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const command = noteOf(site, orderID, { expect: { version: 999_999 } })
      await site.send(command)
      assert.deepEqual(await made(site, before, command.id), [])
    },
  ],
  [
    'one that was refused stays refused',
    async ({ site }) => {
      const { orderID } = await site.order()
      const command = noteOf(site, orderID, { expect: { version: 999_999 } })
      await site.send(command)
      const [again] = await site.send(command)
      assert.equal((again.first ?? again).status, 'rejected')
    },
  ],
  [
    'the version that was seen is the one that is there: it is done',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const { orders } = (await wire.get('snapshot')).json()
      const { version } = orders.find((order) => order.orderID === orderID)
      const [result] = await site.send(noteOf(site, orderID, { expect: { version } }))
      assert.equal(result.status, 'applied')
    },
  ],
  [
    'of two who saw the same version the second is refused',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const { orders } = (await wire.get('snapshot')).json()
      const { version } = orders.find((order) => order.orderID === orderID)
      const stage = () => site.command('order.cancel', { orderID }, { expect: { version } })
      const results = await site.send(noteOf(site, orderID), stage())
      assert.deepEqual(
        results.map(({ status }) => status),
        ['applied', 'rejected'],
      )
    },
  ],
  [
    'an order that is not there is refused, with nothing to show',
    async ({ site }) => {
      const [result] = await site.send(noteOf(site, 'NO-SUCH-ORDER'))
      assert.equal(result.status, 'rejected')
      assert.equal(result.current, null)
    },
  ],
  [
    'one that is refused keeps the others from nothing',
    async ({ site }) => {
      const { orderID } = await site.order()
      const results = await site.send(noteOf(site, orderID), noteOf(site, 'NO-SUCH-ORDER'), noteOf(site, orderID))
      assert.deepEqual(
        results.map(({ status }) => status),
        ['applied', 'rejected', 'applied'],
      )
    },
  ],
  [
    'results are in the order of the commands',
    async ({ site }) => {
      const { orderID } = await site.order()
      const sent = Array.from({ length: 5 }, () => noteOf(site, orderID))
      assert.deepEqual(
        (await site.send(...sent)).map(({ id }) => id),
        sent.map(({ id }) => id),
      )
    },
  ],
  [
    'one that cannot be read keeps all of its request from being done',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const good = noteOf(site, orderID)
      const answer = await wire.post('commands', { commands: [good, { ...noteOf(site, orderID), id: 'x' }] })
      assert.equal(answer.status, 400)
      assert.deepEqual(await made(site, before, good.id), [])
    },
  ],
  [
    'what nobody knows in a command is left alone',
    async ({ site }) => {
      const { orderID } = await site.order()
      const [result] = await site.send({ ...noteOf(site, orderID), later: { version: 2 } })
      assert.equal(result.status, 'applied')
    },
  ],
  [
    'the clock of who sends is taken',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const answer = await wire.post('commands', {
        commands: [noteOf(site, orderID)],
        sentAt: new Date().toISOString(),
      })
      assert.equal(answer.json().results[0].status, 'applied')
    },
  ],
  [
    'a clock that is hours wrong does no harm',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const wrong = new Date(Date.now() - 9 * 3_600_000).toISOString()
      const answer = await wire.post('commands', {
        commands: [noteOf(site, orderID, { issuedAt: wrong })],
        sentAt: wrong,
      })
      assert.equal(answer.json().results[0].status, 'applied')
    },
  ],
  [
    'commands of the account that is named are done',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const first = noteOf(site, orderID)
      await site.send(first)
      const [{ actor }] = await made(site, before, first.id)
      const answer = await wire.post(`commands?account=${encodeURIComponent(actor)}`, {
        commands: [noteOf(site, orderID)],
      })
      assert.equal(answer.json().results[0].status, 'applied')
    },
  ],
  [
    'commands of another account are refused, and none is done',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const command = noteOf(site, orderID)
      const answer = await wire.post('commands?account=user:nobody', { commands: [command] })
      assert.deepEqual([answer.status, answer.json().error.code], [403, 'forbidden'])
      assert.deepEqual(await made(site, before, command.id), [])
    },
  ],
  [
    'events name the command that made them',
    async ({ site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const command = noteOf(site, orderID)
      await site.send(command)
      const [event] = await made(site, before, command.id)
      assert.equal(event.orderID, orderID)
    },
  ],
  [
    'what is done at once by many is done one after the other',
    async ({ site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const sent = Array.from({ length: 10 }, () => noteOf(site, orderID))
      const results = (await Promise.all(sent.map((command) => site.send(command)))).flat()
      assert.ok(results.every(({ status }) => status === 'applied'))
      const events = (await site.between(before.id, await site.head())).filter((event) => event.orderID === orderID)
      const versions = events.map(({ data }) => data.order?.version).filter(Boolean)
      assert.deepEqual(
        versions,
        versions.map((_, at) => versions[0] + at),
      )
    },
  ],
]
