import { z } from 'zod'

/** A moment on the wire: ISO 8601, UTC, with the `Z`. */
export const instantSchema = z.iso.datetime()
