import fs from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'

export type RequestHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

interface Place {
  readonly hostname: string
  readonly port: number
}

/** Loads Next with all of Payload; what it gives answers every request that is not the front server's own. */
export type OpenPages = (place: Place) => Promise<RequestHandler>

/** The finished pages in `folder`, the standalone output of `cms/`. */
export async function builtPages(folder: string, { hostname, port }: Place): Promise<RequestHandler> {
  // Next and Payload look for their files from here.
  process.chdir(folder)
  const files = path.join(folder, '.next/build/required-server-files.json')
  const { config: conf } = JSON.parse(fs.readFileSync(files, 'utf8')) as { config: { distDir: string } }
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(conf)
  // Not bundled: Next's own files are beside this one.
  const load = createRequire(path.join(folder, 'main.js'))
  const createNext = load('next') as (options: object) => {
    prepare(): Promise<void>
    getRequestHandler(): RequestHandler
  }
  const app = createNext({ dir: folder, dev: false, conf, hostname, port, customServer: true })
  await app.prepare()
  // Next would run instrumentation at the first request; the ready line must mean that Payload is loaded.
  const { ensureInstrumentationRegistered } = load(
    'next/dist/server/lib/router-utils/instrumentation-globals.external',
  ) as { ensureInstrumentationRegistered(dir: string, distDir: string): Promise<void> }
  await ensureInstrumentationRegistered(folder, conf.distDir)
  return app.getRequestHandler()
}
