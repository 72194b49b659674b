import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { isLoopback } from '@/lib/network/addresses'
import { PROTOCOL_VERSION } from '@/lib/sync/protocol/version'
import { allowOrigin } from '../sync/http/cors'
import { announce } from './announce'
import { bodyRefusal } from './body-limit'
import { speakBoth } from './both-protocols'
import { askInChosenLanguage } from './chosen-language'
import { CLIENT_ADDRESS, clientOf, trustedProxies } from './client'
import { isClosed } from './closed-addresses'
import type { Environment } from './environment'
import { getService, type Service } from './front'
import { GracefulStop } from './graceful-stop'
import { hostRefusal } from './known-hosts'
import { isLive, isOwn, isProbe } from './own-addresses'
import type { OwnCertificate } from './own-certificate'
import type { AnswerFile } from './page-files'
import { protectPage } from './page-policy'
import type { OpenPages, RequestHandler } from './pages'
import { tellParent } from './parent'
import { refuseRequest } from './refuse-request'
import { inRequestScope } from './request-scope'
import { RequestTurns } from './request-turns'
import { originRefusal, settleOrigin } from './same-origin'
import { shapeAnswer } from './shape-answer'
import { answerWorker, type StationWorker } from './station-worker'

interface StartArgs {
  readonly environment: Environment
  readonly log: Logger
  readonly pages: OpenPages
  readonly worker: StationWorker | null
  /** `null` where the pages' files are made as they are asked for. */
  readonly files: AnswerFile | null
  /** With what TLS is spoken beside HTTP; `null` where it is not. */
  readonly certificate: OwnCertificate | null
}

const STARTING = { status: 503, code: 'starting', message: 'The server is starting; try again shortly.', retryAfter: 1 }
const STOPPING = {
  status: 503,
  code: 'shutting_down',
  message: 'The server is restarting; try again shortly.',
  retryAfter: 1,
}
const NO_SUCH_KEY = {
  status: 401,
  code: 'unauthorized',
  message: 'This key opens nothing: it was withdrawn or mistyped. An administrator makes a new one in the admin panel.',
}
const GUESSING = {
  status: 429,
  code: 'rate_limited',
  message: 'Too many keys that open nothing came from this address; try again later.',
  retryAfter: 60,
}
/** Connections that may wait to be taken in; beyond that (and what the system allows) each tries again after a second or three. */
const MOST_WAITING = 4_096
const LIVE = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
const NOTHING_HERE = { status: 404, code: 'not_found', message: 'There is nothing at this address.' }

/** An EventSource takes any answer but 200 for the last one, and opens again what ended without an answer. */
function refuseForNow(req: IncomingMessage, res: ServerResponse): void {
  if (req.headers.accept?.includes('text/event-stream')) req.socket.destroy()
  else if (isLive(req.url ?? '')) res.writeHead(200, LIVE).end('{"status":"starting"}')
  else refuseRequest(req, res, STARTING)
}

/** Starts listening and, once requests are answered, says so on stdout. */
export async function startHttp({ environment, log, pages, worker, files, certificate }: StartArgs): Promise<void> {
  let next: RequestHandler | undefined
  let service: Service | undefined
  const proxies = trustedProxies(environment.proxies)
  const answer = (req: IncomingMessage, res: ServerResponse, late: boolean) => {
    const own = isOwn(req.url ?? '')
    if (own) allowOrigin(req, res, environment.origins)
    if (!next || !service) return refuseForNow(req, res)
    if (late && !isLive(req.url ?? '')) return refuseRequest(req, res, STOPPING)
    const client = clientOf(req, proxies)
    settleOrigin(req, client)
    const stranger = hostRefusal(req, client, environment.origins) ?? originRefusal(req, client, environment.origins)
    if (stranger) return refuseRequest(req, res, stranger)
    req.headers[CLIENT_ADDRESS] = client.address
    shapeAnswer(res, req.url ?? '/', client)
    const tooMuch = own ? null : isClosed(req) ? NOTHING_HERE : bodyRefusal(req)
    if (tooMuch) return refuseRequest(req, res, tooMuch)
    const { authorization } = req.headers
    if (!authorization?.includes('API-Key')) return pass(req, res, own)
    service.judgeKey(authorization, client.address).then(
      (key) => {
        if (key === 'known') return pass(req, res, own)
        if (!isProbe(req.url ?? '')) return refuseRequest(req, res, key === 'too_many' ? GUESSING : NO_SUCH_KEY)
        // The server is well though a key is no longer good: such a caller is answered as a stranger.
        delete req.headers.authorization
        pass(req, res, own)
      },
      (error: unknown) => {
        log.error({ err: error }, 'A key could not be looked at')
        refuseForNow(req, res)
      },
    )
  }
  const pass = (req: IncomingMessage, res: ServerResponse, own: boolean): void => {
    if (own) service?.handle(req, res)
    else if (!(worker && answerWorker(req, res, worker)) && !files?.(req, res)) {
      protectPage(req, res)
      askInChosenLanguage(req)
      void next?.(req, res)
    }
  }
  const turns = new RequestTurns()
  const server = http.createServer((req, res) => {
    // What came before the end began is answered, however long it then waits for its turn.
    const late = stop.begun
    stop.watch(res)
    turns.begin(() => inRequestScope(() => answer(req, res, late)))
  })
  const stop = new GracefulStop(server, log, () => service)
  // Streams are open for days; a request is not.
  server.requestTimeout = 60_000
  // Longer than any proxy keeps a connection (nginx: 60 s): the end that closes first must be the one that sends requests,
  // or a request meets a connection that has just been closed.
  server.keepAliveTimeout = 75_000
  // A busy machine reads a request that came in time many seconds later.
  server.keepAliveTimeoutBuffer = 15_000
  if (certificate) speakBoth(server, certificate)
  await listen(server, environment)
  const { port } = server.address() as AddressInfo
  stop.onSignals()

  next = await pages({ hostname: environment.host, port })
  service = getService()
  if (!service) throw new Error('The Payload side did not start; the log in the data directory says why')

  const url = `http://${printable(environment.host)}:${port}`
  const provisioned = await service.provisionStation()
  if (provisioned) tellParent({ type: 'provisioned', apiKey: provisioned.apiKey, url })
  if (service.firstPassword) {
    const { email, password } = service.firstPassword
    process.stdout.write(`First administrator (shown once): ${email}  ${password}\n`)
  }
  const link = await service.signInLink(url)
  // A link of its own for whoever started this process, which may act as the administrator anyway.
  tellParent({ type: 'ready', url, signInLink: await service.signInLink(url) })
  process.stdout.write(`AX Station ready at ${url}\n`)
  if (link) process.stdout.write(`Sign in once: ${link}\n`)
  log.info({ url }, 'Ready')
  if (!environment.announce || isLoopback(environment.host)) return
  const { siteName } = service
  const fingerprint = certificate?.fingerprint ?? null
  const announcement = async () => ({ name: await siteName(), port, protocol: PROTOCOL_VERSION, fingerprint })
  stop.onBegin(announce({ announcement, log }))
}

function listen(server: Server, { host, port }: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        error.message = `Port ${port} on ${host} is in use. Stop what uses it, or set AX_PORT to another.`
      }
      reject(error)
    })
    server.listen({ port, host, backlog: MOST_WAITING }, resolve)
  })
}

/** An address a person can open: a server on every interface is reached on this machine as 127.0.0.1. */
function printable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
