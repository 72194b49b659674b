import {
  historyPath,
  type PastOrders,
  type PastQuery,
  pastOrdersPath,
  pastOrdersSchema,
  readHistory,
  type SyncEvent,
} from '@/lib/domain'
import { StationError } from '../station-error'
import type { ServerAccess } from './credentials'
import { readServer } from './read-server'

/**
 * Orders of all time, from the server.
 *
 * @param access server and key; `null` while there is none
 * @throws StationError `no_server`, `unreachable`
 */
export async function findOrders(access: ServerAccess | null, query: PastQuery): Promise<PastOrders> {
  return pastOrdersSchema.parse(await ask(access, pastOrdersPath(query)))
}

/** What the server still has of one order, oldest first. @throws StationError `no_server`, `unreachable` */
export async function findHistory(access: ServerAccess | null, orderID: string): Promise<readonly SyncEvent[]> {
  return readHistory(await ask(access, historyPath(orderID)))
}

async function ask(access: ServerAccess | null, path: string): Promise<unknown> {
  if (!access) throw new StationError('no_server', 'This station has no server yet. Complete the first run.')
  try {
    return await readServer(access, path)
  } catch (error) {
    throw new StationError('unreachable', `The server did not look for the orders: ${String(error)}`)
  }
}
