import { type PastOrders, type PastQuery, pastOrdersPath, pastOrdersSchema } from '@/lib/domain'
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
  if (!access) throw new StationError('no_server', 'This station has no server yet. Complete the first run.')
  try {
    return pastOrdersSchema.parse(await readServer(access, pastOrdersPath(query)))
  } catch (error) {
    throw new StationError('unreachable', `The server did not look for the orders: ${String(error)}`)
  }
}
