import fs from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { WORKER, WORKER_SCOPE } from '@/renderer/hosts/shell-names'

/** The web station's service worker, and the name of the build it keeps the files of. */
export interface StationWorker {
  readonly build: string
  readonly source: string
}

/** @param folder the built server's */
export function readStationWorker(folder: string): StationWorker {
  const build = fs.readFileSync(path.join(folder, '.next/build/BUILD_ID'), 'utf8').trim()
  const script = fs.readFileSync(path.join(folder, 'worker.js'), 'utf8')
  // With each build another script: that is what a browser takes for a new version.
  return { build, source: `self.AX_BUILD=${JSON.stringify(build)};\n${script}` }
}

/**
 * Answers for the worker's script. Browsers ask for it at every visit and must see a new one at once; it may have the
 * station's pages and no other, and may itself reach nothing but this server.
 *
 * @returns false where something else was asked for
 */
export function answerWorker(req: IncomingMessage, res: ServerResponse, { source }: StationWorker): boolean {
  if (req.url !== WORKER || (req.method !== 'GET' && req.method !== 'HEAD')) return false
  res.writeHead(200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Length': Buffer.byteLength(source),
    'Cache-Control': 'no-cache',
    'Service-Worker-Allowed': WORKER_SCOPE,
    'Content-Security-Policy': "default-src 'none'; connect-src 'self'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  res.end(req.method === 'HEAD' ? undefined : source)
  return true
}
