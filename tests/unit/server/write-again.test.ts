import { expect, test } from 'vitest'
import { againAfterConflict } from '@/cms/server/write-again'

const CONFLICT = { status: 503, code: 'busy' }
const DONE = { status: 200, code: null }

/** Sends a request to a handler that answers so, one after the other; what it was asked, and what the sender is told. */
async function sent(method: string, path: string, answers: readonly { status: number; code: string | null }[]) {
  const asked: string[] = []
  const handler = againAfterConflict(async (request) => {
    asked.push(`${request.method} ${await request.text()}`)
    const { status, code } = answers[asked.length - 1] ?? DONE
    return Response.json({ errors: [{ data: { code } }] }, { status })
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
  expect(await sent(method, path, [CONFLICT, CONFLICT, DONE])).toEqual({ asked: [same, same, same], status: 200 })
})

test('but not for ever', async () => {
  const { asked, status } = await sent('PATCH', 'orders/7', [CONFLICT, CONFLICT, CONFLICT, DONE])
  expect([asked.length, status]).toEqual([3, 503])
})

test.each(['outcome_unknown', 'storage_failed'])('what was told as %s is not: it may be done', async (code) => {
  expect(await sent('PATCH', 'orders/7', [{ status: 503, code }, DONE])).toMatchObject({ status: 503 })
})

test.each([
  ['POST', 'users/login'],
  ['POST', 'stations/7/key'],
  ['PATCH', 'orders'],
  ['DELETE', 'payload-preferences/columns'],
])('nor is a %s of %s, of which a part may be done', async (method, path) => {
  expect(await sent(method, path, [CONFLICT, DONE])).toMatchObject({ status: 503 })
})
