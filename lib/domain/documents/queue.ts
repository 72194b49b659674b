import { z } from 'zod'
import { LONGEST_NAME } from '../names'
import { instantSchema, orderIDSchema, slugSchema, versionSchema } from '../values'

export const QUEUE_IDS = ['regular', 'vip', 'remnant'] as const

export const queueIdSchema = z.enum(QUEUE_IDS)

export const queueSchema = z.object({
  queueId: queueIdSchema,
  tenantId: slugSchema,
  name: z.string().max(LONGEST_NAME),
  open: z.boolean(),
  /** Waiting cars, first to be served first. */
  entries: z.array(z.object({ orderID: orderIDSchema, enteredAt: instantSchema })).max(1000),
  updatedAt: instantSchema,
  version: versionSchema,
})

export const seenQueueSchema = queueSchema
  .extend({
    entries: z.array(queueSchema.shape.entries.element.partial({ enteredAt: true })).max(1000),
  })
  .partial({ name: true, open: true })

export type QueueId = z.infer<typeof queueIdSchema>
export type Queue = z.infer<typeof queueSchema>
export type SeenQueue = z.infer<typeof seenQueueSchema>
