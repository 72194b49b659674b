import { createLocalReq, type Payload, type Where } from 'payload'
import { alone, inTransaction } from '../database'
import { uptimeOf } from '../server/uptime'
import { raiseCounter, readCounter } from './counters'

/** Answers are kept while the server runs for this long at least … */
const KEEP_DAYS = 60
const EVERY_MS = 6 * 3_600_000
const DAY_SECONDS = 86_400
const COUNTER = 'answers-forgotten'

/** … and the newest so many of a site for ever. No clock plays a part: one that jumps forgets nothing. */
export interface Forgetting {
  readonly keep: number
}

/** Another server of the same site may have forgotten more by then. */
const KNOWN_FOR_MS = 60_000

/** The server's uptime at which the last forgotten answer of a tenant was given, seconds; `until` as `performance.now` has it. */
const forgotten = new Map<string, { readonly last: Promise<number | null>; readonly until: number }>()

/**
 * Whether an answer to a command of this age (milliseconds, as its sender's clock counts them) may have been given and
 * forgotten: then it may have been done already, and is not executed. The server has run no longer than the time that passed.
 */
export async function mayBeForgotten(payload: Payload, tenant: string, ageMs: number): Promise<boolean> {
  let known = forgotten.get(tenant)
  if (!known || known.until < performance.now()) {
    known = { last: readCounter(payload, tenant, COUNTER), until: performance.now() + KNOWN_FOR_MS }
    forgotten.set(tenant, known)
    known.last.catch(() => forgotten.delete(tenant))
  }
  const until = await known.last
  return until !== null && ageMs / 1000 >= (await uptimeOf(payload)).seconds - until
}

/** Deletes a tenant's answers that are old and not among the newest, and keeps until when that is. */
async function forgetAnswers(payload: Payload, tenant: string, { keep }: Forgetting): Promise<void> {
  const { docs } = await payload.db.find<{ id: number }>({
    collection: 'command-results',
    where: { tenant: { equals: tenant } },
    sort: '-id',
    limit: 1,
    page: keep + 1,
  })
  const newest = docs[0]
  if (!newest) return
  const { seconds } = await uptimeOf(payload)
  const where: Where = {
    and: [
      { tenant: { equals: tenant } },
      { id: { less_than_equal: newest.id } },
      { uptime: { less_than: seconds - KEEP_DAYS * DAY_SECONDS } },
    ],
  }
  const req = await createLocalReq({}, payload)
  const until = await inTransaction(req, async () => {
    const latest = await payload.db.find<{ uptime: number }>({
      collection: 'command-results',
      where,
      sort: '-uptime',
      limit: 1,
      pagination: false,
      req,
    })
    const last = latest.docs[0]?.uptime
    if (last !== undefined) {
      await payload.db.deleteMany({ collection: 'command-results', where, req })
      await raiseCounter(req, tenant, COUNTER, last)
    }
    return last
  })
  if (until !== undefined) forgotten.delete(tenant)
}

/** Forgets now and then, until the returned function is called. */
export function startForgetting(
  payload: Payload,
  forgetting: Forgetting,
  onError: (error: unknown) => void,
): () => void {
  const run = async () => {
    const { docs } = await payload.db.find<{ tenant: string }>({ collection: 'sync-heads', pagination: false })
    await alone(payload, 'forgetting', async () => {
      for (const { tenant } of docs) await forgetAnswers(payload, tenant, forgetting)
    })
  }
  const tryToRun = () => void run().catch(onError)
  tryToRun()
  const timer = setInterval(tryToRun, EVERY_MS)
  return () => clearInterval(timer)
}
