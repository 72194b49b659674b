import { type Paired, pairedSchema } from '@/lib/domain/pairing'
import { StationError } from '../station-error'

/** Milliseconds a person waits for an answer. */
const PATIENCE = 10_000

/**
 * Gets this machine's key for the code that an administrator made for it. The code is used up by it.
 * @throws StationError `unreachable`, `not_a_server`, `wrong_code`, `too_many_tries`
 */
export async function pairWithCode(url: string, code: string): Promise<Paired> {
  const answer = await ask(url, code)
  if (answer.status === 429) {
    throw new StationError('too_many_tries', 'Too many wrong codes. Wait ten minutes, then try a new one.')
  }
  const body: unknown = await answer.json().catch(() => undefined)
  const paired = pairedSchema.safeParse(body)
  if (answer.ok && paired.success) return paired.data
  if (JSON.stringify(body)?.includes('"wrong_code"')) {
    throw new StationError('wrong_code', 'The server has no such code. It may be mistyped, used or too old.')
  }
  throw new StationError('not_a_server', `There is no AX Station server at ${url}, or an older one. Check the address.`)
}

async function ask(url: string, code: string): Promise<Response> {
  try {
    return await fetch(`${url}/api/stations/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ code }),
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'error',
    })
  } catch {
    throw new StationError('unreachable', `No answer from ${url}. Check the address, the network and that it runs.`)
  }
}
