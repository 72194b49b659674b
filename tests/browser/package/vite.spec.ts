import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { build, createServer, type InlineConfig, preview } from 'vite'
import { freePort } from '../../support/free-port'
import { BOARD, FreshApp } from '../../support/fresh-app'
import { startServer, type TestServer } from '../../support/server'
import { followBoard } from './board'

/** A fresh Vite application with the package installed: as it is developed and as it is built, on both kinds of origin. */

let app: FreshApp
let server: TestServer
let port: number

test.beforeAll(async () => {
  port = await freePort()
  server = await startServer({ env: { AX_ORIGINS: `http://127.0.0.1:${port}` } })
  app = new FreshApp({
    'index.html':
      '<!doctype html><html lang="en"><title>Board</title><div id="root"></div><script type="module" src="/src/main.tsx"></script></html>',
    'src/Board.tsx': BOARD,
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
  ...{ oxc: { jsx: { runtime: 'automatic' } }, build: { sourcemap: true } },
})
/** The server's addresses under the page's own. */
const proxied = () => ({ host: '127.0.0.1', port, strictPort: true, proxy: { '/api': server.url } })

test('as it is developed, on the server’s origin', async ({ context }) => {
  const vite = await createServer({ ...config(), server: proxied() })
  await vite.listen()
  await followBoard(context, server, `http://127.0.0.1:${port}/`)
  await vite.close()
})

test('as it is built, on the server’s origin and on another', async ({ context }) => {
  await build(config())
  const vite = await preview({ ...config(), preview: proxied() })
  await followBoard(context, server, `http://127.0.0.1:${port}/`)
  await followBoard(context, server, `http://127.0.0.1:${port}/?server=${encodeURIComponent(server.url)}`)
  await vite.close()
  const page = readFileSync(join(app.folder, 'dist/index.html'), 'utf8')
  const script = /src="\/(assets\/[^"]+\.js)"/.exec(page)?.[1] ?? ''
  expect(readFileSync(join(app.folder, 'dist', script), 'utf8')).not.toContain('Sync debug panel')
})
