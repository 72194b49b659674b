import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Payload } from 'payload'
import { counting } from '../../database'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'

/** A database that takes longer does not answer. */
const ANSWERS_WITHIN_MS = 2_000
/** Anybody may ask: the database is looked at once in that time, however many do. */
const KNOWN_FOR_MS = 500
const ASK_AGAIN_SECONDS = 1

/**
 * `GET /api/v1/sync/live`: whether the process answers at all, for whoever starts it again otherwise. Neither the database nor a
 * stop under way changes that: starting again would help with neither.
 */
export async function getLive({ stopping }: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  await sendStatus(req, res, stopping ? 'stopping' : 'ok')
}

/** `GET /api/v1/sync/ready`: whether requests do well to come here, for balancers. */
export async function getReady({ readiness }: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (!(await readiness.isReady())) {
    throw new Problem('storage_failed', 'The database does not answer just now; try again shortly.', {
      retryAfter: ASK_AGAIN_SECONDS,
    })
  }
  await sendStatus(req, res, 'ok')
}

const sendStatus = (req: IncomingMessage, res: ServerResponse, status: string) =>
  sendJson(req, res, JSON.stringify({ status }), { 'Cache-Control': 'no-store' })

/** Whether the database answers. */
export class Readiness {
  private asked = { at: Number.NEGATIVE_INFINITY, answer: Promise.resolve(false) }

  constructor(private readonly payload: Payload) {}

  isReady(): Promise<boolean> {
    const now = performance.now()
    if (now - this.asked.at >= KNOWN_FOR_MS) this.asked = { at: now, answer: this.look() }
    return this.asked.answer
  }

  private look(): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), ANSWERS_WITHIN_MS)
      counting(this.payload)
        .readCounter({ tenant: '*', name: 'ready' })
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(() => clearTimeout(late))
    })
  }
}
