import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Refused, refuseRequest } from '@/cms/server/refuse-request'

let server: Server
afterEach(() => server.close())

const STARTING = { status: 503, code: 'starting', message: 'The server is starting; try again shortly.', retryAfter: 1 }

async function answer(refusal: Refused | ((req: IncomingMessage) => Refused), headers: Record<string, string>) {
  server = createServer((req, res) => refuseRequest(req, res, typeof refusal === 'function' ? refusal(req) : refusal))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/station`, { headers })
  return { response, text: await response.text() }
}

/** What a browser asks a page with. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

test('a program gets the refusal as data', async () => {
  for (const Accept of ['*/*', 'application/json', 'text/event-stream']) {
    const { response, text } = await answer(STARTING, { Accept })
    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'starting' } })
    server.close()
  }
})

test('a browser that comes while the server starts gets a page that looks again by itself', async () => {
  const { response, text } = await answer(STARTING, { Accept: BROWSER, 'Accept-Language': 'ms-MY,en;q=0.5' })
  expect(response.status).toBe(503)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('retry-after')).toBe('1')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(text).toContain('<html lang="ms">')
  expect(text).toContain('<h1>Pelayan sedang dimulakan</h1>')
  expect(text).toContain('<meta http-equiv="refresh"')
})

test('a page wears the colours of the design, in the theme that the person chose', async () => {
  const settings = encodeURIComponent(JSON.stringify({ language: 'zh', theme: 'contrast' }))
  const { text } = await answer(STARTING, { Accept: BROWSER, Cookie: `other=1; ax-station-settings=${settings}` })
  expect(text).toContain('<html lang="zh-Hans" data-theme="contrast">')
  expect(text).toContain('服务器正在启动')
  expect(text).toMatch(/:root \{\s*color-scheme: light;[^}]*--canvas: #f3f4f6/)
  expect(text).toMatch(/\[data-theme="dark"\] \{\s*color-scheme: dark;[^}]*--canvas: #0d0f12/)
  expect(text).toMatch(/\[data-theme="contrast"\] \{\s*color-scheme: dark;[^}]*--canvas: #000000/)
})

test('an unknown name is said with what makes it known, and nothing of it becomes markup', async () => {
  const name = 'shop.example<script>'
  const refused = { status: 421, code: 'unknown_host', name, setting: `AX_ORIGINS=http://${name}`, message: name }
  const { response, text } = await answer(refused, { Accept: BROWSER })
  expect(response.status).toBe(421)
  expect(text).toContain('AX_ORIGINS=http://shop.example&lt;script&gt;')
  expect(text).not.toContain('<script')
})

test('an address where nothing is leads to the start; any other refusal says why', async () => {
  const missing = await answer({ status: 404, code: 'not_found', message: 'Nothing here.' }, { Accept: BROWSER })
  expect(missing.text).toMatch(/<h1>There is no such page<\/h1>[\s\S]*<a href="\/">To the start<\/a>/)
  server.close()
  const large = await answer({ status: 413, code: 'body_too_large', message: 'Larger than 1 MB.' }, { Accept: BROWSER })
  expect(large.text).toMatch(/<h1>The server refused this<\/h1>\s*<p>Larger than 1 MB\.<\/p>/)
})
