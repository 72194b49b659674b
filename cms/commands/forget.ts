import { commitTransaction, createLocalReq, initTransaction, killTransaction, type Payload, type Where } from 'payload'
import { setCounter } from './counters'

/** Answers are kept for this long at least, by the server's clock … */
const KEEP_DAYS = 60
const EVERY_MS = 6 * 3_600_000
const DAY_MS = 86_400_000
const COUNTER = 'answers-forgotten-until'

/** … and the newest so many of a site whatever the clock says: one that jumps ahead forgets nothing that may be asked again. */
export interface Forgetting {
  readonly keep: number
}

/** Until when answers of a tenant are forgotten, milliseconds since 1970; read once, then kept. */
const forgotten = new Map<string, Promise<number>>()

/**
 * Until when a tenant's answers are forgotten; 0: none is. What was issued before may have been done already, so it is not
 * executed.
 */
export function forgottenUntil(payload: Payload, tenant: string): Promise<number> {
  const known = forgotten.get(tenant)
  if (known) return known
  const reading = payload.db
    .findOne<{ id: number; value: number }>({
      collection: 'counters',
      where: { and: [{ tenant: { equals: tenant } }, { name: { equals: COUNTER } }] },
    })
    .then((row) => row?.value ?? 0)
  forgotten.set(tenant, reading)
  reading.catch(() => forgotten.delete(tenant))
  return reading
}

/** Deletes a tenant's answers that are old and not among the newest, and keeps until when that is. */
async function forgetAnswers(payload: Payload, tenant: string, { keep }: Forgetting, now: number): Promise<void> {
  const { docs } = await payload.db.find<{ id: number; createdAt: string }>({
    collection: 'command-results',
    where: { tenant: { equals: tenant } },
    sort: '-id',
    limit: 1,
    page: keep + 1,
  })
  const newest = docs[0]
  if (!newest) return
  const where: Where = {
    and: [
      { tenant: { equals: tenant } },
      { id: { less_than_equal: newest.id } },
      { createdAt: { less_than: new Date(now - KEEP_DAYS * DAY_MS).toISOString() } },
    ],
  }
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  try {
    const latest = await payload.db.find<{ createdAt: string }>({
      collection: 'command-results',
      where,
      sort: '-createdAt',
      limit: 1,
      pagination: false,
      req,
    })
    const until = latest.docs[0] ? Date.parse(latest.docs[0].createdAt) + 1 : 0
    if (until > 0) {
      await payload.db.deleteMany({ collection: 'command-results', where, req })
      await setCounter(req, tenant, COUNTER, Math.max(until, await forgottenUntil(payload, tenant)))
    }
    await commitTransaction(req)
    if (until > 0) forgotten.delete(tenant)
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

/** Forgets now and then, until the returned function is called. */
export function startForgetting(
  payload: Payload,
  forgetting: Forgetting,
  onError: (error: unknown) => void,
): () => void {
  const run = async () => {
    const { docs } = await payload.db.find<{ tenant: string }>({ collection: 'sync-heads', pagination: false })
    for (const { tenant } of docs) await forgetAnswers(payload, tenant, forgetting, Date.now())
  }
  const tryToRun = () => void run().catch(onError)
  tryToRun()
  const timer = setInterval(tryToRun, EVERY_MS)
  return () => clearInterval(timer)
}
