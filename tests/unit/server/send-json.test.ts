import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendJson } from '@/cms/sync/http/send-json'

const LONG = JSON.stringify({ events: Array.from({ length: 50 }, () => ({ plate: 'WXY 1001', owner: '阿明' })) })
const READ: Record<string, (bytes: Buffer) => Buffer> = { gzip: gunzipSync, zstd: zstdDecompressSync }

const server = http.createServer((req, res) => void sendJson(req, res, req.url === '/short' ? '{}' : LONG))

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

async function asked(path: string, accepted?: string) {
  const { headers, body } = await request(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
  })
  return { headers, bytes: Buffer.from(await body.arrayBuffer()) }
}

test.each([
  [undefined, undefined],
  ['identity', undefined],
  ['br', undefined],
  ['gzip', 'gzip'],
  ['*', 'gzip'],
  ['gzip, deflate, br, zstd', 'zstd'],
  ['zstd;q=0.5, gzip', 'zstd'],
  ['zstd;q=0, gzip', 'gzip'],
  ['zstd;q=0.0, gzip;q=0', undefined],
  ['zstdx', undefined],
])('who accepts %s is answered by %s, the same text', async (accepted, coding) => {
  const { headers, bytes } = await asked('/', accepted)
  expect(headers['content-encoding']).toBe(coding)
  expect(headers['content-length']).toBe(`${bytes.length}`)
  expect(headers.vary).toContain('Accept-Encoding')
  expect((coding ? READ[coding]?.(bytes) : bytes)?.toString()).toBe(LONG)
})

test('what is short goes as it is', async () => {
  const { headers, bytes } = await asked('/short', 'zstd, gzip')
  expect([headers['content-encoding'], bytes.toString()]).toEqual([undefined, '{}'])
})
