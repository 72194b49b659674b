import { z } from 'zod'
import { StationError } from '../station-error'
import type { ServerAccess } from './credentials'
import { readServer } from './read-server'

const answerSchema = z.object({ path: z.string().startsWith('/receipt/') })

/** Where at the server a customer opens the receipt of an order. @throws StationError `unreachable` */
export async function receiptPath(access: ServerAccess, orderID: string): Promise<string> {
  try {
    return answerSchema.parse(await readServer(access, `/receipt/link/${encodeURIComponent(orderID)}`)).path
  } catch (error) {
    throw new StationError('unreachable', String(error))
  }
}
