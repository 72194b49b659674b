import { z } from 'zod'

/** An instant on the wire: ISO 8601, UTC, with the `Z`. */
export const instantSchema = z.iso.datetime()

/** An order's number as people read it, e.g. `AX-20260115-0001`; older sites use other forms. */
export const orderIDSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)

/** Characters of the longest short name. */
export const LONGEST_SLUG = 64
/** A short machine name: tenant, bay or service (`main`, `bay-2`, `basic-wash`). */
export const slugSchema = z
  .string()
  .min(1)
  .max(LONGEST_SLUG)
  .regex(/^[a-z0-9][a-z0-9-]*$/)

/** Minutes that a step, an option or a line of an order may take at most: a day. */
export const MOST_MINUTES = 1440

export const minutesSchema = z.number().int().min(0).max(MOST_MINUTES)

/** Minutes of a row that was written before they had to be whole and of a day: the nearest that are. `null`, and no number: 0. */
export const nearestMinutes = (minutes: unknown): number =>
  typeof minutes === 'number' ? Math.min(MOST_MINUTES, Math.max(0, Math.round(minutes))) : 0

/** A telephone number with its country code, E.164: `+60123456789`. */
export const phoneSchema = z.string().regex(/^\+[1-9]\d{7,14}$/)

/** Money: whole sen (1/100 of the currency unit). Never a float. */
export const senSchema = z.number().int().min(-1_000_000_000).max(1_000_000_000)

/** Counts every accepted change of the document, from 1; what `expect.version` of a command compares. */
export const versionSchema = z.number().int().positive()
