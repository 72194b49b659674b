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

/** SHA-256 of the public key with which a server speaks TLS, as base64url. */
export const fingerprintSchema = z.string().regex(/^[\w-]{43}$/)

const MARK = '/#pair='

/** What a new machine is told by a picture. */
export interface PairingText {
  readonly address: string
  readonly code: string
  /** Of the server's key, where it speaks TLS itself. */
  readonly fingerprint: string | null
}

/** All of it in one text, for what reads a picture of it. */
export const pairingText = ({ address, code, fingerprint }: PairingText): string =>
  fingerprint ? `${address.replace(/^http:/, 'https:')}${MARK}${code}.${fingerprint}` : `${address}${MARK}${code}`

/** What was read of such a picture into the field of the address; `null` for an address alone. */
export function readPairingText(text: string): PairingText | null {
  const [address, rest = ''] = text.trim().split(MARK)
  const [code, fingerprint = null] = rest.split('.')
  if (!address || !pairingCodeSchema.safeParse(code).success) return null
  if (fingerprint !== null && !fingerprintSchema.safeParse(fingerprint).success) return null
  return { address, code: code ?? '', fingerprint }
}
