import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, expect, test } from '@playwright/test'
import { build, createServer, type InlineConfig, preview } from 'vite'
import { examplePage } from '../../support/example-page'
import { freePort } from '../../support/free-port'
import { BOARD, FreshApp } from '../../support/fresh-app'
import { guideFiles } from '../../support/guide'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { followBoard, followBoardWithToken, followOrders } from './board'
import { followExamples } from './examples'

/** A fresh Vite application with the package installed: as it is developed and as it is built, on both kinds of origin. */

const htmlOf = (script: string) =>
  `<!doctype html><html lang="en"><title>Board</title><div id="root"></div><script type="module" src="/src/${script}.tsx"></script></html>`

/** A page that shows and does nothing else. */
const READER = `
  import { createRoot } from 'react-dom/client'
  import { SyncManagerProvider, useSyncManager } from '@ax-station/sync'
  const State = () => <p data-testid="state">{useSyncManager().connectionState}</p>
  createRoot(document.getElementById('root')!).render(<SyncManagerProvider><State /></SyncManagerProvider>)`

let app: FreshApp
let server: TestServer
let port: number
let tokenMaker: Record<string, string>

test.beforeAll(async () => {
  port = await freePort()
  server = await startServer({ env: { AX_ORIGINS: `http://127.0.0.1:${port}` } })
  tokenMaker = server.asStation()
  app = new FreshApp({
    'index.html': htmlOf('main'),
    'reader.html': htmlOf('reader'),
    'src/reader.tsx': READER,
    'src/Board.tsx': BOARD,
    'examples.html': htmlOf('examples'),
    ...Object.fromEntries(Object.entries(examplePage(server.url)).map(([name, code]) => [`src/${name}`, code])),
    'src/examples.tsx': `
      import { createRoot } from 'react-dom/client'
      import { Examples } from './examples/Examples'
      createRoot(document.getElementById('root')!).render(<Examples />)`,
    'src/main.tsx': `
      import { createRoot } from 'react-dom/client'
      import { Board } from './Board'
      createRoot(document.getElementById('root')!).render(<Board />)`,
  })
})
test.afterAll(async () => {
  app?.remove()
  await server?.stop()
})

const config = (): InlineConfig => ({
  ...{ root: app.folder, configFile: false, logLevel: 'error', cacheDir: join(app.folder, '.vite') },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    sourcemap: true,
    rolldownOptions: { input: ['index', 'reader', 'examples'].map((name) => `${app.folder}/${name}.html`) },
  },
})
const network = () => ({ host: '127.0.0.1', port, strictPort: true })
/** The server's addresses under the page's own, and the one where the page's own server asks for a token. */
const proxied = () => ({
  ...network(),
  proxy: {
    '/api': server.url,
    '/my/token': { target: server.url, rewrite: () => '/api/v1/sync/token', headers: tokenMaker },
  },
})

test('as it is developed, on the server’s origin and with a token on another', async ({ context }) => {
  const vite = await createServer({ ...config(), server: proxied() })
  await vite.listen()
  await followBoard(context, server, `http://127.0.0.1:${port}/`)
  await followExamples(context, server, `http://127.0.0.1:${port}/examples.html`)
  await followBoardWithToken(context, server, `http://127.0.0.1:${port}/`)
  await vite.close()
})

/** A page that only reads loads nothing of what sends commands, and the debug panel no page that does not name it. */
async function expectReaderAlone(context: BrowserContext) {
  const page = await context.newPage()
  const scripts: Promise<string>[] = []
  page.on('response', (answer) => void (answer.url().endsWith('.js') && scripts.push(answer.text())))
  await page.goto(`http://127.0.0.1:${port}/reader.html`)
  await expect(page.getByTestId('state')).toHaveText('connected')
  const loaded = (await Promise.all(scripts)).join()
  expect(loaded).toContain('stage_change')
  for (const absent of ['order.setPayment', 'Sync debug panel']) expect(loaded).not.toContain(absent)
  await page.close()
}

test('as it is built, on the server’s origin, on another, and there with a token', async ({ context }) => {
  await build(config())
  const vite = await preview({ ...config(), preview: proxied() })
  await followBoard(context, server, `http://127.0.0.1:${port}/`)
  await followBoard(context, server, `http://127.0.0.1:${port}/?server=${encodeURIComponent(server.url)}`)
  await expectReaderAlone(context)
  await followExamples(
    context,
    server,
    `http://127.0.0.1:${port}/examples.html`,
    `&server=${encodeURIComponent(server.url)}`,
  )
  await followBoardWithToken(context, server, `http://127.0.0.1:${port}/`)
  await vite.close()
})

/** The application of one way of the guide, word for word, as it is developed. */
async function developed(title: string): Promise<{ readonly address: string; end(): Promise<void> }> {
  const app = new FreshApp(guideFiles(title, server.url))
  const configFile = join(app.folder, 'vite.config.ts')
  const own = existsSync(configFile) ? { configFile } : { configFile: false as const, oxc: config().oxc }
  const vite = await createServer({
    ...{ root: app.folder, logLevel: 'error', cacheDir: join(app.folder, '.vite'), server: network() },
    ...own,
  })
  await vite.listen()
  const end = async () => {
    await vite.close()
    app.remove()
  }
  return { address: `http://127.0.0.1:${port}/`, end }
}

test('the guide’s page on the server’s own address', async ({ context }) => {
  const { address, end } = await developed("A Vite application on the server's own address")
  await context.addCookies([{ name: server.cookieName, value: server.adminToken, url: address }])
  const page = await context.newPage()
  await page.goto(address)
  await followOrders(page, server)
  await end()
})

test('the guide’s screen on a wall, with nothing but its key', async ({ page }) => {
  const { address, end } = await developed('A screen on a wall, with a key')
  const { key } = await keyHolder(server, 'stations', { name: 'wall', role: 'board' })
  await page.goto(`${address}#${key}`)
  await expect(page.getByRole('status')).toHaveText('Live')
  const plate = `VW ${Math.floor(Math.random() * 9000) + 1000}`
  await server.createOrder({ plate, queue: 'regular' })
  await expect(page.getByRole('listitem').filter({ hasText: plate })).toHaveText(`regular: ${plate}`)
  await end()
})
