import { afterEach, expect, test, vi } from 'vitest'
import { staffWebHost } from '@/tests/support/web-host'

afterEach(() => vi.unstubAllGlobals())

test.each([
  ['wrong_pin', 'wrong_pin'],
  ['rate_limited', 'pin_locked'],
  ['busy', 'pin_busy'],
  ['internal', 'pin_unknown'],
])('why a browser’s server takes no PIN is said in its own words: %s', async (code, told) => {
  vi.stubGlobal('fetch', async () => Response.json({ error: { code, message: 'Not now.' } }, { status: 503 }))
  await expect(staffWebHost().checkPerson('7', '2580', 'stands')).rejects.toThrow(new RegExp(`^${told}: `))
})
