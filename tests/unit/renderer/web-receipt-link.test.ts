import { afterEach, expect, test, vi } from 'vitest'
import { staffWebHost } from '@/tests/support/web-host'

const PATH = '/receipt/main~AX-20260115-0001~q83v'

/** The station's page as a browser opened it at this address. */
function hostAt(address: string) {
  vi.stubGlobal('location', new URL(address))
  vi.stubGlobal('fetch', async () => Response.json({ path: PATH }))
  return staffWebHost()
}

afterEach(() => vi.unstubAllGlobals())

test.each(['http://wash.example', 'http://192.168.1.20:3000', 'https://localhost.example'])(
  'a customer opens the receipt where the desk opened its page: %s',
  async (origin) => expect(await hostAt(`${origin}/station`).receiptLink('AX-20260115-0001')).toBe(`${origin}${PATH}`),
)

test.each(['http://localhost:3000', 'http://desk.localhost', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
  'no code is printed of an address that leads a telephone to itself: %s',
  async (origin) => expect(await hostAt(`${origin}/station`).receiptLink('AX-20260115-0001')).toBeNull(),
)
