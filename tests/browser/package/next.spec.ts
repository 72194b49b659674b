import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type APIRequestContext, type BrowserContext, expect, test } from '@playwright/test'
import { examplePage } from '../../support/example-page'
import { freePort } from '../../support/free-port'
import { BOARD, FreshApp, ROOT, runNode } from '../../support/fresh-app'
import { guideFiles } from '../../support/guide'
import { startServer, type TestServer } from '../../support/server'
import { followBoard, followGuide, signInAndFollow } from './board'
import { followExamples } from './examples'

/**
 * A fresh Next application with the package installed, as it is developed and as it is built: the pages of the guide, word for
 * word, on the server's own address and with a token, and a board on both kinds of origin.
 */

const NEXT = join(ROOT, 'node_modules/next/dist/bin/next')

let app: FreshApp
let server: TestServer
let port: number
const running: ChildProcess[] = []

test.beforeAll(async () => {
  port = await freePort()
  server = await startServer({ env: { AX_ORIGINS: `http://127.0.0.1:${port}` } })
  const own = guideFiles("A Next application on the server's own address", server.url)
  const { 'next.config.mjs': config = '', ...pages } = own
  app = new FreshApp({
    ...pages,
    ...guideFiles('A page of another site, with a token', server.url),
    'guide.config.mjs': config,
    'next.config.mjs': `
      import guide from './guide.config.mjs'
      export default {
        ...guide,
        distDir: process.env.DIST_DIR,
        turbopack: { root: ${JSON.stringify(ROOT)} },
        typescript: { ignoreBuildErrors: true },
      }`,
    'app/board/page.tsx': `
      import { DEFAULT_SYNC_CONFIG, SyncUtils } from '@ax-station/sync'
      import { Board } from './Board'
      export default function Page() {
        return <><h1>{SyncUtils.formatUptime(DEFAULT_SYNC_CONFIG.pollingInterval)}</h1><Board /></>
      }`,
    'app/board/Board.tsx': BOARD,
    'app/every/page.tsx': `
      import { Examples } from './examples/Examples'
      export default function Page() {
        return <Examples />
      }`,
    ...Object.fromEntries(Object.entries(examplePage(server.url)).map(([name, code]) => [`app/every/${name}`, code])),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { jsx: 'react-jsx', module: 'esnext', moduleResolution: 'bundler' },
    }),
  })
})
test.afterEach(() => {
  for (const child of running.splice(0)) child.kill()
})
test.afterAll(async () => {
  app?.remove()
  await server?.stop()
})

/** Runs Next on the application until the test ends; resolves with the page's address once it answers. */
async function serve(request: APIRequestContext, command: 'dev' | 'start'): Promise<string> {
  const env = { ...process.env, DIST_DIR: `.next-${command}`, STATION_KEY: server.stationKey }
  if (command === 'start') runNode([NEXT, 'build'], app.folder, env)
  const args = [NEXT, command, '-p', String(port), '-H', '127.0.0.1']
  running.push(spawn(process.execPath, args, { cwd: app.folder, stdio: 'ignore', env }))
  const address = `http://127.0.0.1:${port}/`
  const text = () =>
    request.get(`${address}board`).then(
      (answer) => answer.text(),
      () => '',
    )
  await expect.poll(text, { timeout: 60_000 }).toContain('<h1>15s</h1>')
  return address
}

/** The order is told to a customer by the shop's own cookie; there is no other. */
async function followMyOrder(context: BrowserContext, address: string): Promise<void> {
  const order = await server.createOrder()
  await context.clearCookies()
  await context.addCookies([{ name: 'order', value: order.orderID, url: address }])
  await followGuide(context, `${address}my-order`, {
    before: new RegExp(`^${order.orderID} is `),
    change: () => server.updateOrder(order, { stage: 'cancelled' }),
    after: `${order.orderID} is cancelled`,
  })
}

test('as it is developed: signed in on the server’s own address, and with a token', async ({ context, request }) => {
  const address = await serve(request, 'dev')
  await signInAndFollow(context, server, address)
  await followExamples(context, server, `${address}every`)
  await followMyOrder(context, address)
})

test('as it is built: on the server’s own address, on another, and with a token', async ({ context, request }) => {
  const address = await serve(request, 'start')
  await followBoard(context, server, `${address}board`)
  const otherOrigin = encodeURIComponent(server.url)
  await followBoard(context, server, `${address}board?server=${otherOrigin}`)
  await followExamples(context, server, `${address}every`, `&server=${otherOrigin}`)
  await followMyOrder(context, address)
})
