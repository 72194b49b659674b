import vm from 'node:vm'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RawResponse, rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'

let server: TestServer
/** What the page of the sign-in is made of, as it names them. */
let files: string[]

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawResponse> =>
  rawRequest(`${server.url}${path}`, { method, headers })

beforeAll(async () => {
  server = await startServer()
  const page = (await ask('/station/sign-in')).body.toString()
  files = [...new Set(page.match(/\/_next\/static\/[^"'\\]+\.\w+/g))]
})
afterAll(() => server?.stop())

test('a page’s files are answered for good, as what they are, and to everybody the same', async () => {
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const { status, headers } = await ask(file)
    expect([file, status]).toEqual([file, 200])
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^(?:text\/(?:javascript|css); charset=utf-8|font\/woff2)$/),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    // A phone that turns dark loads none of them again.
    expect(['Accept-Encoding', undefined]).toContain(headers.vary)
  }
})

test('V8 reads a page’s modules once: they are compiled when they come, not when they are called', async () => {
  let text = 0
  let compiled = 0
  for (const file of files.filter((each) => each.endsWith('.js'))) {
    const script = (await ask(file)).body.toString()
    text += script.length
    compiled += new vm.Script(script).createCachedData().length
  }
  // Of what waits for its call a tenth is there.
  expect(compiled).toBeGreaterThan(text / 2)
})

describe('what was compressed when the pages were built', () => {
  const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync } as const

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'gzip'],
  ] as const)('goes to whoever takes %s as %s', async (accepted, coding) => {
    const texts = files.filter((file) => /\.(?:js|css)$/.test(file))
    const compressed: string[] = []
    for (const file of texts) {
      const { headers, body } = await ask(file, { 'Accept-Encoding': accepted })
      const plain = (await ask(file)).body
      if (!headers['content-encoding']) continue
      expect(headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' })
      expect(body.length).toBeLessThan(plain.length)
      expect(UNPACK[coding](body).equals(plain)).toBe(true)
      compressed.push(file)
    }
    // All but those of a few lines.
    expect(compressed.length).toBeGreaterThan(texts.length * 0.8)
  })

  test('goes whole to whoever takes nothing of it', async () => {
    for (const accepted of ['identity', 'br;q=0, gzip;q=0.0', 'x-gzip']) {
      const { headers, body } = await ask(files[0] as string, { 'Accept-Encoding': accepted })
      expect(headers).not.toHaveProperty('content-encoding')
      expect(Number(headers['content-length'])).toBe(body.length)
    }
  })
})

test('HEAD tells what GET would, and nothing is changed by this address', async () => {
  const file = files[0] as string
  const told = await ask(file, {}, 'HEAD')
  expect([told.status, told.body.length]).toEqual([200, 0])
  expect(Number(told.headers['content-length'])).toBe((await ask(file)).body.length)
  expect((await ask(file, {}, 'POST')).status).toBeGreaterThanOrEqual(400)
})

test('a name in brackets is found written either way', async () => {
  const named = files.find((file) => /\(|%28/.test(file)) as string
  const plain = decodeURIComponent(named)
  expect((await ask(plain)).status).toBe(200)
  expect((await ask(plain.replaceAll('(', '%28').replaceAll(')', '%29'))).status).toBe(200)
})

test('no name leads to anything but the pages’ files', async () => {
  for (const name of [
    '../server/app-paths-manifest.json',
    '..%2f..%2f..%2fmain.js',
    '%2e%2e/BUILD_ID',
    'chunks',
    'chunks/none.js',
    '%',
    'chunks/%00.js',
    '%2fetc%2fpasswd',
  ]) {
    const { status } = await ask(`/_next/static/${name}`)
    expect([name, status >= 400 && status < 500]).toEqual([name, true])
  }
  // A range that ends before it begins ends nothing else.
  expect((await ask(files[0] as string, { Range: 'bytes=5-3' })).status).toBeLessThan(500)
  expect((await ask('/api/v1/sync/live')).status).toBe(200)
})
