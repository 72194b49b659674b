import { z } from 'zod'
import { STATION_ROLES } from './roles'
import { slugSchema } from './values'

/** What an administrator reads out to a new machine: six digits, good once and for ten minutes. */
export const pairingCodeSchema = z.string().regex(/^\d{6}$/)

/** What a machine is given for its code: its key, and as what the administrator put it there. */
export const pairedSchema = z.object({
  apiKey: z.string().min(8).max(200),
  name: slugSchema,
  role: z.enum(STATION_ROLES),
  bay: slugSchema.nullable(),
})
export type Paired = z.infer<typeof pairedSchema>

const MARK = '/#pair='

/** Address and code in one text, for what reads a picture of it. */
export const pairingText = (address: string, code: string): string => `${address}${MARK}${code}`

/** What was read of such a picture into the field of the address; `null` for an address alone. */
export function readPairingText(text: string): { readonly address: string; readonly code: string } | null {
  const [address, code = ''] = text.trim().split(MARK)
  return address && pairingCodeSchema.safeParse(code).success ? { address, code } : null
}
