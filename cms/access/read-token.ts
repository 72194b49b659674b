import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { SUBSCRIBABLE_EVENT_TYPES } from '@/lib/domain/events'
import { READ_AUDIENCES } from '@/lib/domain/roles'
import { orderIDSchema, slugSchema } from '@/lib/domain/values'

/** How a token begins: no other credential does, so that each is looked up where it belongs. */
const PREFIX = 'axread1.'
const HEADER = new RegExp(`^Bearer (${PREFIX.replace('.', '\\.')}[\\w.-]{1,4000})$`)

/** What its reader may ask for at most; `null` is no bound. */
const boundsSchema = z.object({
  orderID: orderIDSchema.nullable(),
  bayId: slugSchema.nullable(),
  eventTypes: z.array(z.enum(SUBSCRIBABLE_EVENT_TYPES)).min(1).nullable(),
})
export type ReadBounds = z.infer<typeof boundsSchema>

const claimsSchema = z.object({
  id: z.string(),
  tenant: slugSchema,
  audience: z.enum(READ_AUDIENCES),
  /** The customer whose orders are read, by id. */
  customer: z.string().nullable(),
  bounds: boundsSchema,
  /** Milliseconds since 1970. */
  expires: z.number(),
  /** The account that made it: as long as that may not read, or the sign-in is over, nor may who has the token. */
  maker: z.object({
    collection: z.enum(['users', 'stations']),
    id: z.union([z.number(), z.string()]),
    /** The log-in's id, or the mark of the key. */
    session: z.string().nullable(),
    key: z.string().nullable(),
  }),
})
export type ReadClaims = z.infer<typeof claimsSchema>

/** What a token says is signed, not hidden: none of it is a secret of the site. */
const sign = (text: string, secret: string) =>
  createHmac('sha256', secret).update(`read token ${text}`).digest('base64url')

/** A key's mark in the tokens made with it: says which key it was, and nothing of it. */
export const keyMark = (index: string, secret: string): string => sign(`key ${index}`, secret).slice(0, 16)

export function sealToken(claims: Omit<ReadClaims, 'id'>, secret: string): string {
  const body = Buffer.from(JSON.stringify({ ...claims, id: randomBytes(9).toString('base64url') })).toString(
    'base64url',
  )
  return `${PREFIX}${body}.${sign(body, secret)}`
}

/** The token a request was sent with, if it was sent with one. */
export const tokenIn = (authorization: string | undefined): string | null =>
  HEADER.exec(authorization ?? '')?.[1] ?? null

/** What a token says; `null` for one that this server did not make or that has ended. */
export function openToken(token: string, secret: string, now: number): ReadClaims | null {
  const [body = '', signature = ''] = token.slice(PREFIX.length).split('.')
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(body, secret))]
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  try {
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
    return claims.expires > now ? claims : null
  } catch {
    return null
  }
}
