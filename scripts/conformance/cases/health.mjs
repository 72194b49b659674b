import assert from 'node:assert/strict'

const json =
  (name) =>
  async ({ wire }) => {
    const answer = await wire.as(null).get(name)
    assert.equal(answer.status, 200)
    return answer.json()
  }

/** @type {import('../run.mjs').Case[]} */
export const health = [
  [
    'the server says that it is well, to anybody',
    async (context) => assert.equal((await json('health')(context)).status, 'ok'),
  ],
  ['it says its version and its protocol', async (context) => assert.ok((await json('health')(context)).protocol >= 1)],
  [
    'strangers do not hear where the log stands',
    async (context) => assert.equal((await json('health')(context)).head, null),
  ],
  [
    'readers do',
    async ({ wire, site }) => {
      const { head } = await site.head()
      assert.ok((await wire.get('health')).json().head >= head)
    },
  ],
  [
    'a key that is no longer good makes nobody ill',
    async ({ wire }) => assert.equal((await wire.as('Bearer conformance').get('health')).status, 200),
  ],
  [
    'health is never taken from a cache',
    async ({ wire }) => assert.match(String((await wire.get('health')).headers['cache-control']), /no-store/),
  ],
]
