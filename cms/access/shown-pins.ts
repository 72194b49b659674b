import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PinPurpose } from '@/lib/domain/team'
import type { Session } from './session'

/** How long the person who stands at a browser is believed by one PIN: a long day's work. */
const STANDS_SECONDS = 16 * 3600
/** How far an act may be from the PIN that approves it, milliseconds. */
const APPROVES_MS = 5 * 60_000

/** Somebody whose PIN was right, in one sign-in by name. */
interface Shown {
  readonly tenant: string
  readonly personId: string
  /** Which PIN it was: one that was set anew since proves nothing. */
  readonly pinSetAt: string
}

/** What a command's sender has to show for those whom it names. */
export interface ShownPins {
  /** They said here with their PIN that they stand here. */
  stands(person: Shown): boolean
  /** They approved here with their PIN within minutes of when it was done (milliseconds since 1970). */
  approves(person: Shown, actedAt: number): boolean
}

const cookieOf = (purpose: PinPurpose, personId: string) => `ax-${purpose}-${personId}`

const sign = (text: string, secret: string) =>
  createHmac('sha256', secret).update(`shown pin ${text}`).digest('base64url')

function sealed(
  purpose: PinPurpose,
  { tenant, personId, pinSetAt }: Shown,
  { session, at, secret }: { readonly session: Session; readonly at: number; readonly secret: string },
): string {
  const said = JSON.stringify([purpose, session.name, tenant, personId, Date.parse(pinSetAt), at])
  return `${at}.${sign(said, secret)}`
}

/**
 * The cookie by which a browser shows later that the PIN of somebody was right in this sign-in. It is signed and not kept, so
 * that it holds at each of several servers and after a restart, and is worth nothing in another sign-in.
 */
export function shownPinCookie(
  purpose: PinPurpose,
  shown: Shown,
  kept: { readonly session: Session; readonly at: number; readonly secret: string },
): string {
  const value = sealed(purpose, shown, kept)
  return `${cookieOf(purpose, shown.personId)}=${value}; Path=/api/v1/sync; Max-Age=${STANDS_SECONDS}; HttpOnly; SameSite=Lax`
}

/** When the PIN was shown, milliseconds since 1970; `null` where the cookie says nothing that this server made. */
function shownAt(value: string | undefined, purpose: PinPurpose, shown: Shown, session: Session, secret: string) {
  const at = Number(value?.split('.')[0])
  if (!value || !Number.isSafeInteger(at)) return null
  const [given, right] = [Buffer.from(value), Buffer.from(sealed(purpose, shown, { session, at, secret }))]
  return given.length === right.length && timingSafeEqual(given, right) ? at : null
}

/** Reads what a sign-in by name has shown; without a session nothing was. */
export function shownPins(
  cookies: ReadonlyMap<string, string>,
  { session, secret, now }: { readonly session: Session | null; readonly secret: string; readonly now: number },
): ShownPins {
  const when = (purpose: PinPurpose, shown: Shown): number | null =>
    session && shownAt(cookies.get(cookieOf(purpose, shown.personId)), purpose, shown, session, secret)
  return {
    stands(person) {
      const at = when('stands', person)
      return at !== null && now - at < STANDS_SECONDS * 1000
    },
    approves(person, actedAt) {
      const at = when('approves', person)
      return at !== null && Math.abs(actedAt - at) <= APPROVES_MS
    },
  }
}
