import { pinAnswerSchema } from '@/lib/domain/team'
import { errorBodySchema } from '@/lib/sync/engine'
import type { AskServer } from '../pin/person-pins'
import { StationError } from '../station-error'
import { authorization, type ServerAccess } from './credentials'
import { fetchFrom } from './server-fetch'

/** Milliseconds a person waits at the keypad. */
const PATIENCE = 10_000

/** Asks the server whether a PIN is right. @throws StationError `pin_unknown` where it cannot say, `pin_locked` where it makes them wait */
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
    const code = errorBodySchema.safeParse(body).data?.error.code
    if (code === 'wrong_pin' || code === 'bad_body') return 'wrong'
    if (code === 'rate_limited')
      throw new StationError('pin_locked', 'Too many wrong tries. Wait a while, then try again.')
    throw new StationError('pin_unknown', `The server could not say whether this is the PIN (${answer.status}).`)
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
