import type { Payload, TypedUser } from 'payload'
import type { Audience } from './audiences'
import { audienceOf } from './audiences'
import { type Identity, identityOf } from './identity'
import { keyMark, type ReadClaims } from './read-token'
import { type Session, sessionOf } from './session'
import { seesAllThat } from './visible-fields'

/** The account as its row has it, with what tells sign-ins by it apart. */
export type MakerRow = TypedUser & {
  readonly enableAPIKey?: boolean | null
  readonly apiKeyIndex?: string | null
}

export async function readMaker(
  payload: Payload,
  collection: 'users' | 'stations',
  id: number | string,
): Promise<MakerRow | null> {
  return (await payload.db.findOne<MakerRow>({ collection, where: { id: { equals: id } } })) ?? null
}

/** Nobody lets others read what they do not read themselves. */
export function mayLetRead(maker: Identity, audience: Audience): boolean {
  return maker.role !== 'service' && seesAllThat(audienceOf(maker), audience)
}

export interface TokenReader {
  readonly identity: Identity
  /** When its streams end, and by which log-out. */
  readonly session: Session
  /** What the token does counts as its maker's own doing: a customer makes no tokens to do more than one customer may. */
  readonly countsAsMaker: boolean
}

/** Who reads with a token; `null` where its maker could not make it now: signed out, without that key, of another role or site. */
export function readerOf(claims: ReadClaims, row: MakerRow, secret: string): TokenReader | null {
  const { collection, session: sid, key } = claims.maker
  const _strategy = sid === null ? 'api-key' : 'local-jwt'
  const maker = identityOf({ ...row, collection, _strategy })
  if (!maker || !mayLetRead(maker, claims.audience)) return null
  if (maker.tenant !== null && maker.tenant !== claims.tenant) return null
  if (maker.role === 'customer' && maker.customer !== claims.customer) return null
  const session = sid === null ? null : sessionOf({ ...row, _sid: sid })
  if (sid === null ? !isStillItsKey(row, key, secret) : !session || session.expires <= Date.now()) return null
  return {
    identity: { ...maker, role: claims.audience, tenant: claims.tenant, bay: null, customer: claims.customer },
    countsAsMaker: maker.role === 'customer',
    session: {
      name: session?.name ?? `token:${claims.id}`,
      expires: Math.min(claims.expires, session?.expires ?? claims.expires),
    },
  }
}

const isStillItsKey = ({ enableAPIKey, apiKeyIndex }: MakerRow, key: string | null, secret: string) =>
  Boolean(enableAPIKey && apiKeyIndex && keyMark(apiKeyIndex, secret) === key)
