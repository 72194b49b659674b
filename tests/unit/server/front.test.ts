import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { clientOf, trustedProxies } from '@/cms/server/client'
import { isClosed } from '@/cms/server/closed-addresses'
import { hostRefusal } from '@/cms/server/known-hosts'

const PORT = 3710

const request = (given: { method?: string; url?: string; headers?: Record<string, string>; peer?: string }) =>
  ({
    method: 'POST',
    url: '/',
    headers: {},
    ...given,
    socket: { remoteAddress: given.peer ?? '127.0.0.1', localPort: PORT },
  }) as unknown as IncomingMessage

describe('an address that serves nobody is closed', () => {
  test.each([
    '/api/users/forgot-password',
    '/api/users/./forgot-password',
    '/api/users/%2e/forgot-password',
    '/api/orders/../users/forgot-password',
    '/api/orders/%2E%2e/users/forgot-password',
    '/api\\users\\forgot-password',
    '//api/users/forgot-password',
    '/api/users//forgot-password/?x=1',
    '/API/users/%66orgot-password#x',
  ])('however it is written: %s', (url) => {
    expect(isClosed(request({ url }))).toBe(true)
  })

  test.each(['/api/users/login', '/api/users/1', '/', '/admin', '/api/orders?where=/verify/%'])(
    'and no other: %s',
    (url) => {
      expect(isClosed(request({ url }))).toBe(false)
    },
  )

  test.each(['/%', '/api/%zz', '/_next/static/%c3'])('nor what cannot be read: %s', (url) => {
    expect(isClosed(request({ url, method: 'GET' }))).toBe(true)
  })
})

describe('the name a server is asked by', () => {
  const refused = (headers: Record<string, string>, peer?: string) => {
    const req = request({ headers, peer })
    return hostRefusal(req, clientOf(req, trustedProxies([])), ['https://known.example'])?.code
  }

  test('may be one that a proxy of this machine passes on', () => {
    expect(refused({ host: 'shop.example', 'x-forwarded-host': 'shop.example' })).toBeUndefined()
    expect(refused({ host: 'shop.example:8443', 'x-forwarded-host': 'shop.example:8443' })).toBeUndefined()
    expect(refused({ host: `127.0.0.1:${PORT}`, 'x-forwarded-host': 'shop.example' })).toBeUndefined()
    expect(refused({ host: 'known.example' })).toBeUndefined()
  })

  test('is nobody else’s: neither a page that came here by itself nor another machine can vouch for it', () => {
    const rebound = { host: `rebound.example:${PORT}`, 'x-forwarded-host': 'localhost' }
    expect(refused(rebound)).toBe('unknown_host')
    expect(refused({ host: 'rebound.example', 'x-forwarded-host': 'localhost' }, '10.0.0.7')).toBe('unknown_host')
    expect(refused({ host: 'rebound.example' })).toBe('unknown_host')
  })
})
