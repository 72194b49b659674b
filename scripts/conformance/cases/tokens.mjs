import assert from 'node:assert/strict'

const token = async ({ wire }, body = {}) => {
  const answer = await wire.post('token', body)
  assert.equal(answer.status, 200, answer.text)
  return { answer, who: wire.as(`Bearer ${answer.json().token}`) }
}
const refused = (name, body, status) => [
  `a token for ${name} is refused`,
  async ({ wire }) => assert.equal((await wire.post('token', body)).status, status),
]

/** @type {import('../run.mjs').Case[]} */
export const tokens = [
  [
    'a token says what it is',
    async (context) => {
      const { token: text, expiresAt, tenantId, audience } = (await token(context)).answer.json()
      assert.match(text, /^\S+$/)
      assert.ok(Date.parse(expiresAt) > Date.now())
      assert.equal(typeof tenantId, 'string')
      assert.match(audience, /^(?:cashier|staff)$/)
    },
  ],
  [
    'a token lives as long as was asked for',
    async (context) => {
      const { expiresAt } = (await token(context, { minutes: 2 })).answer.json()
      assert.ok(Math.abs(Date.parse(expiresAt) - Date.now() - 120_000) < 60_000)
    },
  ],
  [
    'an answer with a token is not kept',
    async (context) => assert.match(String((await token(context)).answer.headers['cache-control']), /no-store/),
  ],
  ['a token reads pages', async (context) => assert.ok((await (await token(context)).who.page()).epoch)],
  [
    'a token reads streams',
    async (context) => {
      const stream = await (await token(context)).who.stream()
      await stream.connected()
      stream.close()
    },
  ],
  [
    'a token reads snapshots',
    async (context) => assert.equal((await (await token(context)).who.get('snapshot')).status, 200),
  ],
  [
    'a token sends no commands',
    async (context) => {
      const { who } = await token(context)
      assert.equal((await who.post('commands', { commands: [context.site.concern()] })).status, 403)
    },
  ],
  [
    'a token makes no tokens',
    async (context) => assert.equal((await (await token(context)).who.post('token', {})).status, 403),
  ],
  [
    'a token reads no names',
    async (context) => assert.equal((await (await token(context)).who.get('people')).status, 403),
  ],
  [
    'a board reads no money, no names and no notes',
    async (context) => {
      await context.site.order({ customer: { name: 'Conformance', phone: null }, customerNotes: 'conformance note' })
      const { text } = await (await token(context, { audience: 'board' })).who.get('snapshot')
      assert.doesNotMatch(text, /totalAmount|paidAmount|payments|customerNotes|Conformance/)
    },
  ],
  [
    'a board hears nothing of a change it does not see, and the cursor moves on',
    async (context) => {
      const { site } = context
      const { orderID } = await site.order()
      const { who } = await token(context, { audience: 'board', orderID })
      const before = await who.page()
      const { seq } = await site.note(orderID)
      const page = await who.page(`lastEventId=${before.lastEventId}`)
      assert.deepEqual(page.events, [])
      assert.ok(Number(page.lastEventId.split('_').at(-1)) >= seq)
    },
  ],
  [
    'a token of one order reads that order alone',
    async (context) => {
      const { site } = context
      const [mine, other] = [await site.order(), await site.order()]
      const { who } = await token(context, { orderID: mine.orderID })
      const { orders } = (await who.get('snapshot')).json()
      assert.deepEqual(
        orders.map(({ orderID }) => orderID),
        [mine.orderID],
      )
      assert.equal((await who.get(`events?orderID=${other.orderID}`)).status, 403)
    },
  ],
  [
    'who does not hear everything is told so',
    async (context) => {
      const { who } = await token(context, { eventTypes: ['queue_update'] })
      const stream = await who.stream()
      const { data } = await stream.connected()
      stream.close()
      assert.equal(data.data.gapless, false)
    },
  ],
  refused('a day', { minutes: 1440 }, 400),
  refused('no time', { minutes: 0 }, 400),
  refused('somebody unknown', { audience: 'everybody' }, 400),
  refused('types that nobody knows', { eventTypes: ['nothing'] }, 400),
  refused('a misspelt bound', { orderId: 'X' }, 400),
]
