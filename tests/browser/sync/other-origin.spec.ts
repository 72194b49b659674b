import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { build } from 'esbuild'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'

const EXAMPLES = path.resolve('docs/examples')
const HTML = 'text/html; charset=utf-8'

/** Another site's server: its pages, and what its own server got from ours for them. */
class Shop {
  token: () => Promise<string> = async () => ''
  tokensAsked = 0
  readonly #server = http.createServer((req, res) => void this.#answer(req.url ?? '/', res))
  #script = ''

  async start(): Promise<string> {
    const { outputFiles } = await build({
      entryPoints: [path.join(import.meta.dirname, 'other-origin-page.ts')],
      alias: { '@': path.resolve('.') },
      bundle: true,
      write: false,
      format: 'iife',
      define: { 'process.env.NODE_ENV': '"production"' },
    })
    this.#script = outputFiles[0]?.text ?? ''
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(url: string, res: http.ServerResponse): Promise<void> {
    const { pathname } = new URL(url, 'http://shop')
    const send = (type: string, body: string | Buffer) => res.writeHead(200, { 'Content-Type': type }).end(body)
    if (pathname === '/token') {
      this.tokensAsked += 1
      send('text/plain', await this.token())
    } else if (pathname === '/shop')
      send(HTML, '<!doctype html><title>Shop</title><body><script src="/shop.js"></script>')
    else if (pathname === '/shop.js') send('text/javascript', this.#script)
    else if (pathname === '/browser.html') send(HTML, fs.readFileSync(path.join(EXAMPLES, 'browser.html')))
    else if (pathname === '/reader.mjs') send('text/javascript', fs.readFileSync(path.join(EXAMPLES, 'reader.mjs')))
    else res.writeHead(404).end()
  }
}

let server: TestServer
/** One that the server lets read, and one that it does not know. */
const [listed, stranger] = [new Shop(), new Shop()]
let origins: { listed: string; stranger: string }
test.beforeAll(async () => {
  origins = { listed: await listed.start(), stranger: await stranger.start() }
  server = await startServer({ env: { AX_ORIGINS: origins.listed, AX_HEARTBEAT_MS: '1000' } })
})
test.afterAll(async () => {
  listed.stop()
  stranger.stop()
  await server.stop()
})

async function tokenOf(headers: Record<string, string>, body: object): Promise<string> {
  const answer = await rawRequest(`${server.url}/api/v1/sync/token`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 200) throw new Error(answer.body.toString())
  return answer.json().token
}

const open = (page: Page, origin: string, name: string) =>
  page.goto(`${origin}/${name}?server=${encodeURIComponent(server.url)}`)
const desk = () => keyHolder(server, 'stations', { name: `desk-${randomUUID()}`, role: 'cashier' })

test('a page of another site shows the order it is about, live, and nothing else', async ({ page }) => {
  const [mine, other] = [await server.createOrder(), await server.createOrder()]
  listed.token = () => tokenOf(server.asStation(), { orderID: mine.orderID })
  await open(page, origins.listed, 'shop')
  await expect(page.getByTestId('state')).toHaveText('connected')
  await expect(page.getByRole('listitem')).toHaveText([new RegExp(mine.orderID)])
  await server.updateOrder(other, { customerNotes: 'not shown' })
  await server.updateOrder(mine, { customerNotes: 'almost done' })
  await expect(page.getByRole('listitem')).toHaveText([`${mine.orderID} almost done`])
})

test('it asks for another token when its own has ended, and goes on', async ({ page }) => {
  const order = await server.createOrder()
  const [first, second] = [await desk(), await desk()]
  listed.token = () => tokenOf(first.headers, { orderID: order.orderID })
  await open(page, origins.listed, 'shop')
  await expect(page.getByTestId('state')).toHaveText('connected')
  listed.token = () => tokenOf(second.headers, { orderID: order.orderID })
  const { tokensAsked } = listed
  await server.rest('DELETE', `/api/stations/${first.id}/key`)
  await expect.poll(() => listed.tokensAsked).toBeGreaterThan(tokensAsked)
  await server.updateOrder(order, { customerNotes: 'after the second' })
  await expect(page.getByRole('listitem')).toHaveText([`${order.orderID} after the second`])
  await expect(page.getByTestId('error')).toBeEmpty()
})

test('a page of a site that the server does not know is told what CORS is, on its console and on the page', async ({
  page,
}) => {
  stranger.token = () => tokenOf(server.asStation(), {})
  const said: string[] = []
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  await open(page, origins.stranger, 'shop')
  await expect(page.getByTestId('error')).toContainText('AX_ORIGINS')
  expect(said.filter((line) => line.includes(`AX_ORIGINS=${origins.stranger}`))).toHaveLength(1)
})

test('the page of docs/examples follows the log with nothing but fetch', async ({ page }) => {
  listed.token = () => tokenOf(server.asStation(), { audience: 'board' })
  await open(page, origins.listed, 'browser.html')
  await expect(page.getByText(/^\d+ orders$/)).toBeVisible()
  const { orderID } = await server.createOrder()
  await expect(page.getByText(`order_created ${orderID}`)).toBeVisible()
})
