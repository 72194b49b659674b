import type { IncomingMessage, ServerResponse } from 'node:http'
import { isBusy, isOutcomeUnknown, isStorageFailure, isUnreachable } from '../../database'
import { SYNC_METHODS, SYNC_PREFIX } from './addresses'
import { postCommands } from './commands'
import type { SyncContext } from './context'
import { corsFor } from './cors'
import { getAsyncApi, getOpenApi } from './descriptions'
import { getEvents } from './events'
import { getHealth } from './health'
import { getHistory } from './history'
import { getMetrics } from './metrics'
import { getOrders } from './orders'
import { getPeople } from './people'
import { postPin } from './pin'
import { getLive, getReady } from './probes'
import { busy, databaseAway, Problem, sendProblem, shuttingDown } from './problem'
import { getSites } from './sites'
import { getSnapshot } from './snapshot'
import { putStation } from './station'
import { postToken } from './token'

type Handler = (context: SyncContext, req: IncomingMessage, res: ServerResponse, url: URL) => Promise<void>

const HANDLERS: Record<keyof typeof SYNC_METHODS, Handler> = {
  events: getEvents,
  snapshot: getSnapshot,
  health: getHealth,
  live: getLive,
  ready: getReady,
  metrics: getMetrics,
  commands: postCommands,
  orders: getOrders,
  history: getHistory,
  people: getPeople,
  pin: postPin,
  sites: getSites,
  station: putStation,
  token: postToken,
  'openapi.json': getOpenApi,
  'asyncapi.json': getAsyncApi,
}

const isEndpoint = (name: string): name is keyof typeof SYNC_METHODS => Object.hasOwn(SYNC_METHODS, name)

export const isSyncPath = (path: string) => path.startsWith(SYNC_PREFIX)

/** Serves everything under `/api/v1/sync/`. Never throws. */
export async function handleSync(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://server')
  const name = url.pathname.slice(SYNC_PREFIX.length)
  res.setHeader('X-Content-Type-Options', 'nosniff')
  try {
    if (corsFor(req, res, context.front.environment.origins)) return
    await route(name, req.method ?? 'GET')(context, req, res, url)
  } catch (error) {
    sendProblem(res, asProblem(context, error))
  }
  context.metrics.requests.inc({ route: isEndpoint(name) ? name : 'unknown', status: res.statusCode })

  function route(asked: string, method: string): Handler {
    if (!isEndpoint(asked)) throw new Problem('not_found', 'There is nothing at this address.')
    const allow = SYNC_METHODS[asked]
    if (method !== allow) throw new Problem('method_not_allowed', `Use ${allow}.`, { allow })
    return HANDLERS[asked]
  }
}

function asProblem(context: SyncContext, error: unknown): Problem {
  if (error instanceof Problem) return error
  if (context.stopping) return shuttingDown()
  context.log.error({ err: error }, 'A sync request failed')
  if (isOutcomeUnknown(error)) return databaseAway('It was lost while it saved this, so it may be done or not')
  if (isUnreachable(error)) return databaseAway('Nothing was changed')
  if (isBusy(error)) return busy()
  return isStorageFailure(error)
    ? new Problem(
        'storage_failed',
        'The database refused to write; nothing was changed. Try again once the disk has room.',
        { retryAfter: 10 },
      )
    : new Problem('internal', 'The server could not do this; the reason is in its log.')
}
