import { z } from 'zod'
import { parseRetryAfter } from '../connection/backoff'
import type { Clock } from '../ports/ports'
import { parseJson } from './json'
import { CORS_REFUSED } from './naming-cors'

/** Why a request brought nothing. `reason` is machine-readable: `network`, `timeout`, `http_502`, `bad_response`. */
export interface RequestFailure {
  readonly ok: false
  readonly reason: string
  readonly status: number | null
  /** Milliseconds the server asked us to wait. */
  readonly retryAfter: number | null
  readonly message: string
  /** What the server itself says; `null` when the answer is none of this protocol: a proxy's, a portal's. */
  readonly problem: Problem | null
}

/** The protocol's error body. A newer server may know codes that this release does not. */
const problemSchema = z.object({
  error: z.object({ code: z.string().max(64), message: z.string().max(2_000), field: z.string().max(200).optional() }),
})
export type Problem = z.infer<typeof problemSchema>['error']

/** Longest error body that is read, characters. */
const MAX_PROBLEM = 16_384

interface RequestSuccess {
  readonly ok: true
  readonly status: number
  /** `undefined` with 304. */
  readonly body: unknown
  readonly length: number
  readonly etag: string | null
}

export interface HttpOptions {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly headers: () => Readonly<Record<string, string>>
  readonly requestTimeout: number
  readonly maxRetryAfter: number
}

export interface Http {
  /** One request, body included, within `requestTimeout`. Never throws; an abort through `signal` is reason `aborted`. */
  request(url: string, init?: RequestInit): Promise<RequestSuccess | RequestFailure>
}

/** Whether the server refuses our credentials. The bare status may be anybody's on the way: it is not believed. */
export function isRefused({ status, problem }: Pick<RequestFailure, 'status' | 'problem'>): boolean {
  return (status === 401 && problem?.code === 'unauthorized') || (status === 403 && problem?.code === 'forbidden')
}

export function createHttp(options: HttpOptions): Http {
  return { request: (url, init) => request(options, url, init ?? {}) }
}

async function request(options: HttpOptions, url: string, init: RequestInit): Promise<RequestSuccess | RequestFailure> {
  const abort = new AbortController()
  let timedOut = false
  const timer = options.clock.setTimeout(() => {
    timedOut = true
    abort.abort()
  }, options.requestTimeout)
  const stop = () => abort.abort()
  init.signal?.addEventListener('abort', stop)
  if (init.signal?.aborted) abort.abort()
  try {
    const headers = { accept: 'application/json', ...options.headers(), ...(init.headers as Record<string, string>) }
    const response = await untilAborted(
      options.fetch(url, { credentials: 'include', cache: 'no-store', ...init, headers, signal: abort.signal }),
      abort.signal,
    )
    if (response.status === 304) return { ok: true, status: 304, body: undefined, length: 0, etag: null }
    if (!response.ok) {
      const retryAfter = parseRetryAfter(
        response.headers.get('retry-after'),
        options.clock.now(),
        options.maxRetryAfter,
      )
      const problem = await readProblem(response, abort.signal)
      const reason = reasonOf(response.status, problem)
      const message = problem?.message ?? `HTTP ${response.status}`
      return { ok: false, reason, message, status: response.status, retryAfter, problem }
    }
    const text = await untilAborted(response.text(), abort.signal)
    try {
      const etag = response.headers.get('etag')
      return { ok: true, status: response.status, body: parseJson(text), length: text.length, etag }
    } catch {
      return failure('bad_response', 'The answer is not JSON', response.status)
    }
  } catch (error) {
    if (timedOut) return failure('timeout', `No answer within ${options.requestTimeout} ms`)
    if (init.signal?.aborted) return failure('aborted', 'Given up')
    const isCors = error instanceof Error && error.name === CORS_REFUSED
    return failure(isCors ? 'cors_refused' : 'network', causeOf(error))
  } finally {
    options.clock.clearTimeout(timer)
    init.signal?.removeEventListener('abort', stop)
  }
}

/** What is not there the server says itself: it is not out of reach. */
function reasonOf(status: number, problem: Problem | null): string {
  if (status !== 404 || !problem) return `http_${status}`
  // Servers of protocol 6 and before call a site that is not there by its parameter.
  return problem.code === 'no_such_site' || problem.field === 'tenantId' ? 'no_such_site' : 'not_found'
}

/** In Node the message says no more than `fetch failed`; the cause says why. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = (error.cause as { readonly code?: unknown } | null | undefined)?.code
  return code === undefined ? error.message : `${error.message} (${code})`
}

/** A `fetch` that ignores its signal (an old polyfill, a stalled body) must not hold us. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new Error('aborted'))
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** One that carries nothing of the server's own words. */
export function failure(
  reason: string,
  message: string,
  status: number | null = null,
  retryAfter: number | null = null,
): RequestFailure {
  return { ok: false, reason, status, retryAfter, message, problem: null }
}

async function readProblem(response: Response, signal: AbortSignal): Promise<Problem | null> {
  const text = await untilAborted(response.text(), signal).catch(() => '')
  if (text.length > MAX_PROBLEM) return null
  try {
    const parsed = problemSchema.safeParse(parseJson(text))
    return parsed.success ? parsed.data.error : null
  } catch {
    return null
  }
}
