import { z } from 'zod'
import { LONGEST_NAME } from '../names'
import { instantSchema, minutesSchema, orderIDSchema, slugSchema, versionSchema } from '../values'
import { vehicleTypeSchema } from './order'
import { queueIdSchema } from './queue'

export const JOB_STATUSES = ['pending', 'in_progress', 'paused', 'completed', 'cancelled'] as const
export const STEP_STATUSES = ['pending', 'in_progress', 'completed', 'skipped'] as const

export const jobStepSchema = z.object({
  /** Unique within the job: service and step, e.g. `basic-wash.rinse`. */
  stepId: z.string().max(140),
  name: z.string().max(LONGEST_NAME),
  /** Target duration, minutes. */
  minutes: minutesSchema,
  status: z.enum(STEP_STATUSES),
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  skipReason: z.string().max(200).nullable(),
})

export const jobSchema = z.object({
  jobId: z.uuid(),
  tenantId: slugSchema,
  orderID: orderIDSchema,
  bayId: slugSchema.nullable(),
  /** The queue the car came from: where it goes back to when its bay lets it go; `null` for one that stood in none. */
  fromQueue: queueIdSchema.nullable().default(null),
  /** The bay that sent the car to this one, and may take it back; `null` where none did, or it came back. */
  fromBay: slugSchema.nullable().default(null),
  plate: z.string().max(32),
  vehicleType: vehicleTypeSchema,
  title: z.string().max(256),
  notes: z.string().max(2000),
  status: z.enum(JOB_STATUSES),
  steps: z.array(jobStepSchema).max(128),
  startedAt: instantSchema.nullable(),
  /** Set while paused. */
  pausedAt: instantSchema.nullable(),
  /** Milliseconds spent paused before `pausedAt`; not work time. */
  pausedMs: z.number().int().nonnegative(),
  finishedAt: instantSchema.nullable(),
  updatedAt: instantSchema,
  version: versionSchema,
})

export const seenJobSchema = jobSchema
  .extend({
    // Without the defaults: a queue that is not told is not a car that stood in none.
    fromQueue: queueIdSchema.nullable(),
    fromBay: slugSchema.nullable(),
    steps: z.array(jobStepSchema.partial({ stepId: true, name: true, skipReason: true })).max(128),
  })
  .partial({
    fromQueue: true,
    fromBay: true,
    vehicleType: true,
    title: true,
    notes: true,
    startedAt: true,
    pausedMs: true,
  })

export type JobStatus = (typeof JOB_STATUSES)[number]
export type StepStatus = (typeof STEP_STATUSES)[number]
export type Job = z.infer<typeof jobSchema>
export type JobStep = z.infer<typeof jobStepSchema>
export type SeenJob = z.infer<typeof seenJobSchema>
