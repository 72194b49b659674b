import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHttp, type Http } from '@/lib/sync/transport/http'
import { packedFetch } from '@/main/sync/packed-fetch'
import { FakeClock } from '@/tests/support/fake-clock'

const TEXT = JSON.stringify({ car: 'Myvi', owner: '阿明', note: 'x'.repeat(5_000) })

let server: Server
let url: string
let answer: (response: ServerResponse, path: string, headers: Record<string, unknown>) => void
let kept: Buffer[]
let http: Http

beforeEach(async () => {
  kept = []
  server = createServer((request, response) => answer(response, request.url ?? '', request.headers))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  http = createHttp({
    fetch: packedFetch(null, (packed) => kept.push(packed)),
    clock: new FakeClock(),
    headers: () => ({ authorization: 'key' }),
    ...{ requestTimeout: 10_000, maxRetryAfter: 60_000 },
  })
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
] as const)('what came by %s is kept byte by byte, and read', async (coding, pack) => {
  const packed = pack(TEXT)
  const asked: unknown[] = []
  answer = (response, _path, headers) => {
    asked.push(headers['accept-encoding'], headers.authorization)
    response.writeHead(200, { 'content-encoding': coding, etag: '"7"' }).end(packed)
  }
  expect(await http.request(url)).toMatchObject({ ok: true, body: JSON.parse(TEXT), length: TEXT.length, etag: '"7"' })
  expect(kept).toEqual([packed])
  expect(asked).toEqual(['zstd, gzip', 'key'])
})

test('what came as it is is compressed', async () => {
  answer = (response) => response.end(TEXT)
  expect(await http.request(url)).toMatchObject({ ok: true, body: JSON.parse(TEXT) })
  expect(kept.map((packed) => gunzipSync(packed).toString())).toEqual([TEXT])
})

test('a refusal says why, and is not kept', async () => {
  const error = { code: 'busy', message: 'Later.' }
  answer = (response) => response.writeHead(503, { 'retry-after': '7' }).end(JSON.stringify({ error }))
  expect(await http.request(url)).toMatchObject({ ok: false, status: 503, retryAfter: 7_000, problem: error })
  expect(kept).toEqual([])
})

test.each([
  ['gzip', gzipSync(TEXT).subarray(0, -10)],
  ['zstd', zstdCompressSync(TEXT).subarray(0, -10)],
  ['br', Buffer.from(TEXT)],
])('bytes that do not expand by %s are a failure, and are not kept', async (coding, bytes) => {
  answer = (response) => response.writeHead(200, { 'content-encoding': coding }).end(bytes)
  expect(await http.request(url)).toMatchObject({ ok: false, reason: 'network' })
  expect(kept).toEqual([])
})

test('it goes where it is sent on to', async () => {
  answer = (response, path) => {
    if (path === '/there') response.end(TEXT)
    else response.writeHead(302, { location: '/there' }).end()
  }
  expect(await http.request(url)).toMatchObject({ ok: true, body: JSON.parse(TEXT) })
})

test('it ends when it is given up', async () => {
  const stop = new AbortController()
  answer = (response) => {
    response.writeHead(200).write('{')
    stop.abort()
  }
  expect(await http.request(url, { signal: stop.signal })).toMatchObject({ ok: false, reason: 'aborted' })
  expect(kept).toEqual([])
})
