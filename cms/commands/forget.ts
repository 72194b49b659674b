import type { Payload } from 'payload'

/** A station that was switched off for longer than this may not send its old commands again. */
const KEEP_DAYS = 60
const EVERY_MS = 6 * 3_600_000
const DAY_MS = 86_400_000

/** Deletes answers nobody will ask for again. `now` in milliseconds since 1970. */
async function forgetOldResults(payload: Payload, now: number): Promise<void> {
  const before = new Date(now - KEEP_DAYS * DAY_MS).toISOString()
  await payload.db.deleteMany({ collection: 'command-results', where: { createdAt: { less_than: before } } })
}

/** Forgets now and then, until the returned function is called. */
export function startForgetting(payload: Payload, onError: (error: unknown) => void): () => void {
  const run = () => void forgetOldResults(payload, Date.now()).catch(onError)
  run()
  const timer = setInterval(run, EVERY_MS)
  return () => clearInterval(timer)
}
