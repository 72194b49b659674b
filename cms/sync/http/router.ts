import type { IncomingMessage, ServerResponse } from 'node:http'
import { isStorageFailure } from '../../database'
import { postCommands } from './commands'
import type { SyncContext } from './context'
import { corsFor } from './cors'
import { getEvents } from './events'
import { getHealth } from './health'
import { getMetrics } from './metrics'
import { getPeople } from './people'
import { Problem, sendProblem } from './problem'
import { getSnapshot } from './snapshot'
import { putStation } from './station'

const PREFIX = '/api/v1/sync/'
/** Seconds a client waits before it asks a server that is stopping again. */
const RESTART_SECONDS = 2

type Handler = (context: SyncContext, req: IncomingMessage, res: ServerResponse, url: URL) => Promise<void>

const ROUTES: Record<string, { method: 'GET' | 'POST' | 'PUT'; handler: Handler }> = {
  events: { method: 'GET', handler: getEvents },
  snapshot: { method: 'GET', handler: getSnapshot },
  health: { method: 'GET', handler: getHealth },
  metrics: { method: 'GET', handler: getMetrics },
  commands: { method: 'POST', handler: postCommands },
  people: { method: 'GET', handler: getPeople },
  station: { method: 'PUT', handler: putStation },
}

export const isSyncPath = (path: string) => path.startsWith(PREFIX)

/** Serves everything under `/api/v1/sync/`. Never throws. */
export async function handleSync(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://server')
  const name = url.pathname.slice(PREFIX.length)
  res.setHeader('X-Content-Type-Options', 'nosniff')
  try {
    if (corsFor(context, req, res)) return
    await route(name, req.method ?? 'GET')(context, req, res, url)
  } catch (error) {
    sendProblem(res, asProblem(context, error))
  }
  context.metrics.requests.inc({ route: name in ROUTES ? name : 'unknown', status: res.statusCode })

  function route(asked: string, method: string): Handler {
    const found = Object.hasOwn(ROUTES, asked) ? ROUTES[asked] : undefined
    if (!found) throw new Problem('not_found', 'There is nothing at this address.')
    if (method !== found.method) {
      throw new Problem('method_not_allowed', `Use ${found.method}.`, { allow: found.method })
    }
    if (context.stopping) {
      throw new Problem('shutting_down', 'The server is restarting; try again shortly.', {
        retryAfter: RESTART_SECONDS,
      })
    }
    return found.handler
  }
}

function asProblem(context: SyncContext, error: unknown): Problem {
  if (error instanceof Problem) return error
  if (context.stopping) {
    return new Problem('shutting_down', 'The server is restarting; try again shortly.', { retryAfter: RESTART_SECONDS })
  }
  context.log.error({ err: error }, 'A sync request failed')
  return isStorageFailure(error)
    ? new Problem(
        'storage_failed',
        'The database refused to write; nothing was changed. Try again once the disk has room.',
        {
          retryAfter: 10,
        },
      )
    : new Problem('internal', 'The server could not do this; the reason is in its log.')
}
