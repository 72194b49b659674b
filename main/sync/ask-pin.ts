import { pinAnswerSchema, pinRefusal } from '@/lib/domain/team'
import { errorBodySchema } from '@/lib/sync/engine'
import type { AskServer } from '../pin/person-pins'
import { StationError } from '../station-error'
import { authorization, type ServerAccess } from './credentials'
import { fetchFrom } from './server-fetch'

/** Milliseconds a person waits at the keypad. */
const PATIENCE = 10_000

/** Why the server did not say whether it is the PIN. */
const SAYS = {
  pin_locked: 'Too many wrong tries. Wait a while, then try again.',
  pin_busy: 'The server has too much to do to compare a PIN just now. Try again in a moment.',
  pin_unknown: 'The server could not say whether this is the PIN.',
} as const

/**
 * Asks the server whether a PIN is right. @throws StationError `pin_unknown` where it cannot say, `pin_busy` where it cannot yet,
 * `pin_locked` where it makes them wait
 */
export const askPin =
  (access: ServerAccess | null): AskServer =>
  async (personId, pin) => {
    const answer = access && (await post(access, JSON.stringify({ personId, pin })))
    if (!answer)
      throw new StationError(
        'pin_unknown',
        'This station has not learnt this PIN yet, and the server cannot be asked. Try again when it is back.',
      )
    const body: unknown = await answer.json().catch(() => undefined)
    // A portal or a proxy answers 200 to anything: only who names the person has looked at the PIN.
    if (answer.ok && pinAnswerSchema.safeParse(body).data?.personId === personId) return 'right'
    const refusal = pinRefusal(errorBodySchema.safeParse(body).data?.error.code)
    if (refusal === 'wrong_pin') return 'wrong'
    throw new StationError(refusal, `${SAYS[refusal]} (${answer.status})`)
  }

async function post({ url, key, pin }: ServerAccess, body: string): Promise<Response | null> {
  try {
    return await fetchFrom(pin)(`${url}/api/v1/sync/pin`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...authorization(key) },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    })
  } catch {
    return null
  }
}
