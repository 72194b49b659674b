import { z } from 'zod'
import { STATION_ROLES, type StationRole } from './roles'
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

/** In place of it, where that was left open: with it the machine chooses, once, before the code's ten minutes are over. */
export const choiceKeySchema = z.string().min(8).max(200)
export const pairingAnswerSchema = z.union([pairedSchema, z.object({ choiceKey: choiceKeySchema })])

/** What a machine may choose from. */
export const choicesSchema = z.object({
  /** The site's name. */
  site: z.string(),
  /** How long the choice is still open. */
  secondsLeft: z.number().int().min(0),
  /** Without those that this machine does not know. */
  roles: z
    .array(z.string())
    .transform((roles): StationRole[] => STATION_ROLES.filter((known) => roles.includes(known))),
  /** All of the site, in its order, each with the names of the stations that stand there already. */
  bays: z.array(z.object({ bayId: slugSchema, name: z.string(), stations: z.array(z.string()) })),
})
export type Choices = z.infer<typeof choicesSchema>

/** What was chosen at the machine. */
export const choiceSchema = z.union([
  z.strictObject({ role: z.literal('bay'), bay: slugSchema }),
  z.strictObject({ role: z.enum(STATION_ROLES).exclude(['bay']), bay: z.null() }),
])
export type Choice = z.infer<typeof choiceSchema>

/** What a station is called where nobody says. */
export const STATION_NAMES = { cashier: 'desk', board: 'board', bay: 'bay' } as const satisfies Record<
  StationRole,
  string
>

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
