// @vitest-environment happy-dom
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { CorsRefused } from '@/lib/sync/transport/cors'
import { namingCors } from '@/lib/sync/transport/naming-cors'

const SERVER = 'https://station.example'
const said = vi.spyOn(console, 'error')
beforeEach(() => {
  said.mockReset()
  said.mockImplementation(() => undefined)
})
afterAll(() => said.mockRestore())

/** A browser that keeps the server's answers from the page, or has no network. */
const browser = (reachable: () => boolean): typeof fetch =>
  vi.fn(async (_url, init) => {
    if (init?.mode === 'no-cors' && reachable()) return new Response()
    throw new TypeError('Failed to fetch')
  })

test('an answer that the browser keeps from the page is called by its name, once', async () => {
  const send = namingCors(browser(() => true))
  for (let time = 0; time < 3; time += 1) {
    const refused = await send(`${SERVER}/api/v1/sync/snapshot`).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(CorsRefused)
  }
  expect(said).toHaveBeenCalledTimes(1)
  expect(said.mock.calls[0]?.[0]).toContain(`AX_ORIGINS=${globalThis.location.origin}`)
  expect(said.mock.calls[0]?.[0]).toContain(SERVER)
})

test('a server that is out of reach is not said to refuse', async () => {
  const refused = await namingCors(browser(() => false))(`${SERVER}/x`).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(TypeError)
  expect(said).not.toHaveBeenCalled()
})

test('neither is the page’s own, nor a request that was given up', async () => {
  const fetched = browser(() => true)
  const own = await namingCors(fetched)('/api/v1/sync/snapshot').catch((error: unknown) => error)
  const signal = AbortSignal.abort()
  const given = await namingCors(fetched)(`${SERVER}/x`, { signal }).catch((error: unknown) => error)
  expect([own, given].every((error) => error instanceof TypeError)).toBe(true)
  expect(fetched).toHaveBeenCalledTimes(2)
})
