import { afterEach, expect, test, vi } from 'vitest'
import { askPin } from '@/main/sync/ask-pin'

const access = { url: 'http://server.test', key: 'a key' }
const answers = (body: string, status = 200) => vi.stubGlobal('fetch', async () => new Response(body, { status }))
afterEach(() => vi.unstubAllGlobals())

test('a PIN is right where the server says so of this person', async () => {
  answers(JSON.stringify({ personId: '7', pinSetAt: '2026-01-15T01:00:00.000Z' }))
  expect(await askPin(access)('7', '2580')).toBe('right')
  await expect(askPin(access)('8', '2580')).rejects.toMatchObject({ code: 'pin_unknown' })
})

test.each([
  ['a portal with its page', '<html>Sign in to the network</html>'],
  ['a proxy with JSON of its own', '{"ok":true}'],
])('nobody who answers for the server makes a PIN right: %s', async (_, body) => {
  answers(body)
  await expect(askPin(access)('7', '1111')).rejects.toMatchObject({ code: 'pin_unknown' })
})

test('a wrong one is wrong', async () => {
  answers(JSON.stringify({ error: { code: 'wrong_pin', message: 'That is not the PIN.' } }), 403)
  expect(await askPin(access)('7', '1111')).toBe('wrong')
})

test.each([
  ['busy', 'pin_busy'],
  ['rate_limited', 'pin_locked'],
  ['internal', 'pin_unknown'],
])('a server that answers %s is told from one that does not know: %s', async (code, told) => {
  answers(JSON.stringify({ error: { code, message: 'Not now.' } }), 503)
  await expect(askPin(access)('7', '2580')).rejects.toMatchObject({ code: told })
})
