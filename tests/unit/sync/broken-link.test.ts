import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '@/lib/sync/engine'
import { brokenLinkOf } from '@/lib/sync/transport/broken-link'
import { createHttp, type RequestFailure } from '@/lib/sync/transport/http'
import { LinkHealth } from '@/lib/sync/transport/link-health'

const http = createHttp({ fetch, clock: systemClock, headers: () => ({}), requestTimeout: 500, maxRetryAfter: 1_000 })
const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => void close()))

/** A real answer of a real server, as the engine reads it. */
async function answerOf(status: number, body: string): Promise<RequestFailure> {
  const server = createServer((_req, res) => res.writeHead(status, { 'Content-Type': 'application/json' }).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const answer = await http.request(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  if (answer.ok) throw new Error('it was answered')
  return answer
}

const problem = (code: string) => JSON.stringify({ error: { code, message: 'It says so.' } })

describe('the link that is broken', () => {
  it.each([
    ['a full disk', 503, problem('storage_failed'), 'server_disk'],
    ['a server that starts', 503, problem('shutting_down'), 'server'],
    ['a server that fails', 500, problem('internal'), 'server'],
    ['a proxy without its server', 502, '<h1>Bad Gateway</h1>', 'way'],
    ['a portal that wants a log-in', 403, '<form>', 'way'],
    ['a server that refuses us', 401, problem('unauthorized'), null],
    ['a server that has no such thing', 404, problem('not_found'), null],
    ['a server that we ask too much', 429, problem('rate_limited'), null],
    ['an answer that is none of ours', 200, '<html>', 'way'],
  ] as const)('%s', async (_name, status, body, link) => {
    expect(brokenLinkOf(await answerOf(status, body), false)).toBe(link)
  })

  it('a machine where nobody listens, and a machine without its network', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const refused = await http.request(`http://127.0.0.1:${port}/`)
    if (refused.ok) throw new Error('somebody listens')
    expect(brokenLinkOf(refused, false)).toBe('server')
    expect(brokenLinkOf(refused, true)).toBe('network')
  })

  it('an answer that never comes: somewhere on the way', async () => {
    const server = createServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    )
    const answer = await http.request(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    if (answer.ok) throw new Error('it was answered')
    expect(brokenLinkOf(answer, false)).toBe('way')
  })
})

describe('the health of the roads', () => {
  const failed = (message: string, reason = 'network'): RequestFailure => ({
    ok: false,
    reason,
    status: null,
    retryAfter: null,
    message,
    problem: null,
  })
  const full: RequestFailure = { ...failed('full'), status: 503, problem: { code: 'storage_failed', message: 'full' } }

  it('says since when, over a change of the link; each road is mended by its own answers', () => {
    let now = 1_000
    let told = 0
    const health = new LinkHealth({
      now: () => now,
      nameLink: (failure) => brokenLinkOf(failure, false),
      onChange: () => {
        told += 1
      },
    })
    health.take('sending', full)
    expect(health.broken).toEqual({ link: 'server_disk', since: new Date(1_000).toISOString() })
    now = 2_000
    health.take('reading', failed('reset'))
    now = 3_000
    health.take('reading', failed('connect ECONNREFUSED'))
    expect(health.broken).toEqual({ link: 'server', since: new Date(2_000).toISOString() })
    health.take('reading', failed('given up', 'aborted'))
    expect(health.broken?.link).toBe('server')
    health.take('reading', { ok: true })
    expect(health.broken?.link).toBe('server_disk')
    health.take('sending', { ok: true })
    expect(health.broken).toBeNull()
    expect(told).toBe(5)
    health.take('sending', { ok: true })
    expect(told).toBe(5)
  })
})
