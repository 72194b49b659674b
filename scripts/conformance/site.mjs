import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { epochOf, idOf, seqOf } from './wire.mjs'

/** What the cases do at the site they run against: a few orders of their own, called off at the end. */
export class Site {
  #orders = new Set()
  #concerns = new Set()

  /** @param {import('./wire.mjs').Wire} wire @param {{ service: string }} options */
  constructor(wire, { service }) {
    this.wire = wire
    this.service = service
  }

  /** @param {string} type @param {object} payload @param {object} [more] */
  command(type, payload, more = {}) {
    return { id: randomUUID(), type, payload, issuedAt: new Date().toISOString(), ...more }
  }

  /** @param {...object} commands @returns {Promise<any[]>} */
  async send(...commands) {
    const answer = await this.wire.post('commands', { commands })
    assert.equal(answer.status, 200, answer.text)
    return answer.json().results
  }

  /** Sends one that has to be applied. @returns {Promise<any>} */
  async apply(type, payload) {
    const [result] = await this.send(this.command(type, payload))
    assert.equal(result.status, 'applied', JSON.stringify(result))
    return result
  }

  /** A command that makes an order. @param {object} [more] of its payload */
  newOrder(more = {}) {
    return this.command('order.create', {
      plate: `CONF ${randomUUID().slice(0, 6)}`,
      vehicleType: 'sedan',
      services: [{ serviceId: this.service }],
      ...more,
    })
  }

  /** Makes an order. @returns {Promise<{ orderID: string, seq: number }>} */
  async order(more = {}) {
    const [result] = await this.send(this.newOrder(more))
    assert.equal(result.status, 'applied', JSON.stringify(result))
    this.#orders.add(result.orderID)
    return result
  }

  keep(orderID) {
    this.#orders.add(orderID)
  }

  /** One event about an order. @returns {Promise<any>} */
  note(orderID, text = randomUUID()) {
    return this.apply('order.setStatus', { orderID, customerNotes: text })
  }

  /** A command whose one event is about no order, bay or queue. */
  concern() {
    const concernId = randomUUID()
    this.#concerns.add(concernId)
    return this.command('concern.raise', {
      concernId,
      about: { orderID: null, plate: 'CONF' },
      action: '{}',
      answer: '{}',
    })
  }

  /** Where the log stands. @returns {Promise<{ epoch: string, head: number, id: string }>} */
  async head() {
    const { epoch, head, lastEventId } = await this.wire.page()
    return { epoch, head, id: lastEventId }
  }

  /** Some events about one order, one after the other, with the cursor before the first. */
  async passage(count) {
    const { orderID } = await this.order()
    const before = await this.head()
    for (let made = 0; made < count; made += 1) await this.note(orderID)
    const events = await this.between(before.id, await this.head())
    return { orderID, before, events }
  }

  /** All events after a cursor up to where the log stood. @param {string} from @param {{ head: number }} to @returns {Promise<any[]>} */
  async between(from, to) {
    const events = []
    for (let cursor = from; seqOf(cursor) < to.head; ) {
      const page = await this.wire.page(`lastEventId=${cursor}&limit=500`)
      events.push(...page.events.filter(({ id }) => seqOf(id) <= to.head))
      assert.ok(seqOf(page.lastEventId) > seqOf(cursor), 'a page moves the cursor')
      cursor = page.lastEventId
    }
    return events
  }

  /** Calls off what was made. */
  async clear() {
    const commands = [
      ...[...this.#orders].map((orderID) => this.command('order.cancel', { orderID })),
      ...[...this.#concerns].map((concernId) => this.command('concern.settle', { concernId, decision: 'mistake' })),
    ]
    for (let at = 0; at < commands.length; at += 100) await this.send(...commands.slice(at, at + 100))
  }
}

/** @param {string} id */
export const after = (id, count) => idOf(epochOf(id), seqOf(id) + count)
