import type { Payload, PayloadRequest } from 'payload'
import { readCounter, setCounter } from '../commands/counters'
import { inTurnAgain } from '../database'
import { SERVER, uptimeOf } from '../server/uptime'

const DAY = 86_400
/** A machine is on for two days of a week at least: by so much more than it ran its clock goes on in the long run, seconds for each. */
const OFF_FOR_EACH_ON = 2.5
/** So much more is believed at once: a long weekend, seconds. Whoever acts on the clock takes it that much earlier. */
export const BELIEVED_SECONDS = 4 * DAY
/** A clock is never that much behind what the server has run, seconds. */
const BEHIND_SECONDS = DAY
/** So long the server has to run, seconds, before a clock is believed that jumped, was set back, or was never seen. */
const DOUBTED_SECONDS = 7 * DAY

/** Of the server, whole seconds: what the clock said and the server had run when it was last looked at, and what follows. */
const NAMES = { said: 'clock-said', ran: 'clock-ran', beyond: 'clock-beyond', until: 'clock-doubted-until' } as const
type Looked = Record<keyof typeof NAMES, number>

/**
 * Looks at the clock and says whether what cannot be undone may be done by it. It has to have gone on with what the server has run,
 * from each look to the next, for a week of running: one jump, forward or back, begins that week anew. So a clock that is ahead is
 * doubted each time it comes to be, whatever it said before, and so is the first that a server sees.
 *
 * @param now milliseconds, as the clock says
 */
export async function believesClock(payload: Payload, now: number): Promise<boolean> {
  const said = Math.floor(now / 1000)
  const ran = (await uptimeOf(payload)).seconds
  return inTurnAgain({ payload, tenant: SERVER }, async (req) => {
    const before = await lastLook(payload)
    const looked = { said, ran, ...judged(before, said, ran) }
    await keep(req, looked)
    return ran >= looked.until
  })
}

function judged(before: Looked | null, said: number, ran: number): Pick<Looked, 'beyond' | 'until'> {
  const doubted = { beyond: 0, until: ran + DOUBTED_SECONDS }
  if (!before) return doubted
  const [wentOn, running] = [said - before.said, ran - before.ran]
  const beyond = Math.max(0, before.beyond + wentOn - Math.ceil(running * (1 + OFF_FOR_EACH_ON)))
  if (wentOn < running - BEHIND_SECONDS || beyond > BELIEVED_SECONDS) return doubted
  return { beyond, until: before.until }
}

async function lastLook(payload: Payload): Promise<Looked | null> {
  const [said, ran, beyond, until] = await Promise.all(
    [NAMES.said, NAMES.ran, NAMES.beyond, NAMES.until].map((name) => readCounter(payload, SERVER, name)),
  )
  return said == null || ran == null || beyond == null || until == null ? null : { said, ran, beyond, until }
}

async function keep(req: PayloadRequest, looked: Looked): Promise<void> {
  for (const [of, name] of Object.entries(NAMES)) await setCounter(req, SERVER, name, looked[of as keyof Looked])
}
