import { z } from 'zod'
import { LONGEST_NAME } from './names'
import { takingsSchema } from './takings'
import { instantSchema, slugSchema } from './values'

const count = z.number().int().nonnegative()

/** What an owner asks of a site first, as numbers alone: nothing of any order, car or person. */
export const siteFiguresSchema = z.object({
  /** IANA name. */
  timeZone: z.string().max(64),
  /** The site's own day that the takings are of: `20260115`. */
  day: z.string().regex(/^\d{8}$/),
  /** In the site's own currency. */
  takings: takingsSchema,
  /** Orders that are neither completed nor cancelled. */
  underWay: count,
  /** Cars in the queues, and since when the first of them waits. */
  waiting: z.object({ cars: count, since: instantSchema.nullable() }),
  bays: z.object({ all: count, busy: count, out: count }),
  stations: z.object({
    all: count,
    /** Have not reported for minutes. */
    silent: count,
    /** Have not received everything yet, or not sent everything. */
    behind: count,
    /** When the last one reported, where all that ever did are silent. */
    silentSince: instantSchema.nullable(),
  }),
})
export type SiteFigures = z.infer<typeof siteFiguresSchema>

/** One of several sites, in a line. */
export const siteSummarySchema = z.object({
  tenantId: slugSchema,
  name: z.string().max(LONGEST_NAME),
  /** `null`: they could not be read just now. */
  figures: siteFiguresSchema.nullable(),
})
export type SiteSummary = z.infer<typeof siteSummarySchema>
