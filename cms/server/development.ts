import { createRequire } from 'node:module'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { readEnvironment } from './environment'
import { getService } from './front'
import type { OpenPages, RequestHandler } from './pages'
import { serve } from './serve'

/**
 * The server for those who work on it: pages are built as they are asked for, and an edit shows in the open page. All else
 * is as in production, the policy of the pages too: what it forbids is seen here first.
 */

interface NextApp {
  prepare(): Promise<void>
  getRequestHandler(): RequestHandler
  getUpgradeHandler(): (...args: [req: object, socket: Duplex, head: Buffer]) => Promise<void>
}

const pagesFromSources: OpenPages = async ({ hostname, port, server }) => {
  const dir = path.resolve('cms')
  const createNext = createRequire(path.join(dir, 'package.json'))('next') as (options: object) => NextApp
  const app = createNext({ dir, dev: true, turbopack: true, hostname, port, customServer: true })
  await app.prepare()
  // How an open page hears of an edit.
  const upgrade = app.getUpgradeHandler()
  server.on('upgrade', (req, socket, head) => void upgrade(req, socket, head))
  if (!getService()) throw new Error('The Payload side did not start; the log in the data directory says why')
  return app.getRequestHandler()
}

serve({
  environment: readEnvironment(process.env),
  version: 'development',
  mode: 'development',
  pages: pagesFromSources,
}).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
