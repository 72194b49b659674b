import { z } from 'zod'
import { LONGEST_NAME } from '../names'
import { instantSchema, orderIDSchema, slugSchema, versionSchema } from '../values'

export const BAY_STATUSES = ['available', 'occupied', 'cleaning', 'out_of_service'] as const

export const baySchema = z.object({
  bayId: slugSchema,
  tenantId: slugSchema,
  name: z.string().max(LONGEST_NAME),
  /** Place among the bays, from 0. */
  position: z.number().int().min(0).max(10_000),
  status: z.enum(BAY_STATUSES),
  statusReason: z.string().max(200).nullable(),
  orderID: orderIDSchema.nullable(),
  jobId: z.uuid().nullable(),
  updatedAt: instantSchema,
  version: versionSchema,
})

export const seenBaySchema = baySchema.partial({ statusReason: true })

export type BayStatus = (typeof BAY_STATUSES)[number]
export type Bay = z.infer<typeof baySchema>
export type SeenBay = z.infer<typeof seenBaySchema>
