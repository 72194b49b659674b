import { dropOldSets, fetchSet, isStatic, shellOf, staticFile } from './shell-set'
import type { WorkerScope } from './worker-scope'

/**
 * Opens the web station without its server. It answers two things alone: the station's page, with the shell where the
 * server does not answer, and the hashed files of that page. All the rest goes its way as if there were no worker.
 */

declare const self: WorkerScope

const { AX_BUILD: BUILD } = self
/** A way to the server that swallows everything must not keep people waiting, milliseconds. */
const ANSWER_WITHIN = 4_000
const STATION = /^\/station(?:\/sign-in)?\/?$/

self.addEventListener('install', (event) => {
  // Whole before it takes over; open pages find the files of their own build in its set.
  event.waitUntil(fetchSet(BUILD).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim().then(() => dropOldSets(BUILD)))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin || request.method !== 'GET') return
  if (request.mode === 'navigate' && STATION.test(pathname)) event.respondWith(openStation(request))
  else if (isStatic(pathname)) event.respondWith(staticFile(request, BUILD))
})

// A page asks which build has taken over.
self.addEventListener('message', ({ source }) => source?.postMessage({ build: BUILD }))

/** The server's own page where it answers: it alone knows who is signed in. */
async function openStation(request: Request): Promise<Response> {
  const asked = fetch(request).catch(() => null)
  const answer = await Promise.race([asked, tooLate()])
  // 5xx: a server that starts or breaks, or a proxy that does not reach it.
  if (answer && answer.status < 500) return answer
  return (await shellOf(BUILD)) ?? (await asked) ?? Response.error()
}

function tooLate(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ANSWER_WITHIN))
}
