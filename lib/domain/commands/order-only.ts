import { z } from 'zod'
import { orderIDSchema } from '../values'

/** The payload of a command that names an order and nothing else. */
export const orderOnly = z.object({ orderID: orderIDSchema })
