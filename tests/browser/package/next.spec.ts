import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort } from '../../support/free-port'
import { BOARD, FreshApp, ROOT, runNode } from '../../support/fresh-app'
import { startServer, type TestServer } from '../../support/server'
import { followBoard } from './board'

/** A fresh Next application with the package installed: a server component around the page, on both kinds of origin. */

const NEXT = join(ROOT, 'node_modules/next/dist/bin/next')

let app: FreshApp
let server: TestServer
let next: ChildProcess | undefined
let port: number

test.beforeAll(async () => {
  port = await freePort()
  server = await startServer({ env: { AX_ORIGINS: `http://127.0.0.1:${port}` } })
  app = new FreshApp({
    'next.config.mjs': `export default {
      turbopack: { root: ${JSON.stringify(ROOT)} },
      typescript: { ignoreBuildErrors: true },
      rewrites: async () => [{ source: '/api/:path*', destination: '${server.url}/api/:path*' }],
    }`,
    'app/layout.tsx': `
      export default ({ children }: { children: React.ReactNode }) => <html lang="en"><body>{children}</body></html>`,
    'app/page.tsx': `
      import { DEFAULT_SYNC_CONFIG, SyncUtils } from '@ax-station/sync'
      import { Board } from './Board'
      export default function Page() {
        return <><h1>{SyncUtils.formatUptime(DEFAULT_SYNC_CONFIG.pollingInterval)}</h1><Board /></>
      }`,
    'app/Board.tsx': BOARD,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { jsx: 'react-jsx', module: 'esnext', moduleResolution: 'bundler' },
    }),
  })
  runNode([NEXT, 'build'], app.folder)
  next = spawn(process.execPath, [NEXT, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: app.folder,
    stdio: 'ignore',
  })
})
test.afterAll(async () => {
  next?.kill()
  app?.remove()
  await server?.stop()
})

test('runs on the server’s origin and on another', async ({ context, request }) => {
  const address = `http://127.0.0.1:${port}/`
  await expect
    .poll(() =>
      request.get(address).then(
        (answer) => answer.text(),
        () => '',
      ),
    )
    .toContain('<h1>15s</h1>')
  await followBoard(context, server, address)
  await followBoard(context, server, `${address}?server=${encodeURIComponent(server.url)}`)
})
