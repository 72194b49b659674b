import { createRequire } from 'node:module'
import path from 'node:path'
import { readEnvironment } from './environment'
import { getService } from './front'
import type { OpenPages, RequestHandler } from './pages'
import { serve } from './serve'

/**
 * The server for those who work on it: pages are built as they are asked for, and an edit shows in the open page. The
 * policy of the pages is that of production: what it forbids is seen here first.
 */

interface NextApp {
  prepare(): Promise<void>
  getRequestHandler(): RequestHandler
}

const pagesFromSources: OpenPages = async ({ hostname, port }) => {
  const dir = path.resolve('cms')
  const createNext = createRequire(path.join(dir, 'package.json'))('next') as (options: object) => NextApp
  const app = createNext({ dir, dev: true, turbopack: true, hostname, port, customServer: true })
  await app.prepare()
  if (!getService()) throw new Error('The Payload side did not start; the log in the data directory says why')
  return app.getRequestHandler()
}

serve({
  environment: readEnvironment(process.env),
  version: 'development',
  // Pages change with every edit here: a kept one would hide that.
  worker: null,
  files: null,
  docs: path.resolve('dist/docs'),
  mode: 'development',
  pages: pagesFromSources,
}).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
