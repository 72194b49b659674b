import { expect, test } from 'vitest'
import { againAfterConflict, CONFLICT } from '@/cms/server/write-again'

const CONFLICTED = { status: 503, name: CONFLICT }
const DONE = { status: 200, name: '' }

/** Sends a request to a handler that answers so, one after the other; what it was asked, and what the sender is told. */
async function sent(method: string, path: string, answers: readonly { status: number; name: string }[]) {
  const asked: string[] = []
  const handler = againAfterConflict(async (request) => {
    asked.push(`${request.method} ${await request.text()}`)
    const { status, name } = answers[asked.length - 1] ?? DONE
    return Response.json({ errors: [{ name }] }, { status })
  })
  const request = new Request(`http://server/api/${path}`, {
    method,
    body: method === 'DELETE' ? null : '{"plate":"TST 1"}',
  })
  const { status } = await handler(request, { params: Promise.resolve({ slug: path.split('/') }) })
  return { asked, status }
}

test.each([
  ['POST', 'orders', 'POST {"plate":"TST 1"}'],
  ['PATCH', 'orders/7', 'PATCH {"plate":"TST 1"}'],
  ['DELETE', 'orders/7', 'DELETE '],
])('a %s of %s that conflicted is done again, the same', async (method, path, same) => {
  expect(await sent(method, path, [CONFLICTED, CONFLICTED, DONE])).toEqual({ asked: [same, same, same], status: 200 })
})

test('but not for ever', async () => {
  const { asked, status } = await sent('PATCH', 'orders/7', [CONFLICTED, CONFLICTED, CONFLICTED, DONE])
  expect([asked.length, status]).toEqual([3, 503])
})

test.each(['OutcomeUnknown', 'StorageFailed', 'Busy'])(
  'what was told as %s is not: it may be done, or has waited long enough',
  async (name) => {
    expect(await sent('PATCH', 'orders/7', [{ status: 503, name }, DONE])).toMatchObject({ status: 503 })
  },
)

test.each([
  ['POST', 'users/login'],
  ['POST', 'stations/7/key'],
  ['PATCH', 'orders'],
  ['DELETE', 'payload-preferences/columns'],
])('nor is a %s of %s, of which a part may be done', async (method, path) => {
  expect(await sent(method, path, [CONFLICTED, DONE])).toMatchObject({ status: 503 })
})
