import type { ServerResponse } from 'node:http'
import type { ErrorCode } from '@/lib/sync/protocol/responses'

const STATUS: Record<ErrorCode, number> = {
  bad_parameter: 400,
  bad_body: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  no_such_site: 404,
  method_not_allowed: 405,
  rate_limited: 429,
  wrong_pin: 403,
  busy: 503,
  shutting_down: 503,
  storage_failed: 503,
  internal: 500,
}

interface ProblemDetail {
  readonly field?: string
  /** Seconds. */
  readonly retryAfter?: number
  readonly allow?: string
  /** Whoever asks again does well to come by another connection, which a balancer can lead elsewhere. */
  readonly elsewhere?: boolean
}

/** An error the client is told about, in the protocol's form. */
export class Problem extends Error {
  readonly status: number

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: ProblemDetail = {},
  ) {
    super(message)
    this.status = STATUS[code]
  }
}

/** Seconds: where there are several servers another one answers by then, and one that is alone does not take long to restart. */
const RESTART_SECONDS = 1

export const shuttingDown = () =>
  new Problem('shutting_down', 'The server is restarting; try again shortly.', { retryAfter: RESTART_SECONDS })

/** Another server may reach it. */
export const databaseAway = (told: string) =>
  new Problem('storage_failed', `The database cannot be reached just now. ${told}; try again shortly.`, {
    retryAfter: RESTART_SECONDS,
    elsewhere: true,
  })

/** Others had what it needs for too long. */
export const busy = () =>
  new Problem('busy', 'Others were changing the same just now. Nothing was changed; try again shortly.', {
    retryAfter: RESTART_SECONDS,
  })

/** Answers with a problem; never with a stack trace. */
export function sendProblem(res: ServerResponse, problem: Problem): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const { field, retryAfter, allow, elsewhere } = problem.detail
  const body = JSON.stringify({ error: { code: problem.code, message: problem.message, field } })
  res.writeHead(problem.status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    ...(allow === undefined ? {} : { Allow: allow }),
    // A body nobody read would otherwise be taken for the next request.
    ...(problem.status === 401 || problem.code === 'bad_body' || elsewhere ? { Connection: 'close' } : {}),
  })
  res.end(body)
}
