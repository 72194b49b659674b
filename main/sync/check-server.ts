import { healthSchema } from '@/lib/sync/engine'
import { StationError } from '../station-error'
import { authorization, type ServerAccess } from './credentials'
import { isCertificateTrouble, otherServer } from './pair-with-code'
import { fetchFrom, isOtherServer } from './server-fetch'

/** Milliseconds a person waits for an answer. */
const PATIENCE = 10_000

/**
 * Tries an address and key before they are kept.
 * @throws StationError `unreachable`, `not_a_server`, `not_vouched`, `other_server`, `unauthorized`
 */
export async function checkServer({ url, key, pin }: ServerAccess): Promise<void> {
  const health = await ask(`${url}/api/v1/sync/health`, {}, pin)
  const body: unknown = await health.json().catch(() => undefined)
  if (!healthSchema.safeParse(body).success) {
    throw new StationError('not_a_server', `There is no AX Station server at ${url}. Check the address.`)
  }
  const page = await ask(
    `${url}/api/v1/sync/events?limit=1`,
    { Accept: 'application/json', ...authorization(key) },
    pin,
  )
  await page.body?.cancel()
  if (page.status === 401 || page.status === 403) {
    throw new StationError(
      'unauthorized',
      'The server does not know this pairing key. Copy it again from the admin panel.',
    )
  }
  if (page.ok || page.status === 304) return
  throw new StationError('not_a_server', `The server answered ${page.status}. Try again, or check its log.`)
}

async function ask(url: string, headers: Record<string, string>, pin: ServerAccess['pin']): Promise<Response> {
  try {
    return await fetchFrom(pin)(url, { headers, signal: AbortSignal.timeout(PATIENCE), redirect: 'error' })
  } catch (error) {
    const { origin } = new URL(url)
    if (isOtherServer(error)) throw otherServer(origin)
    if (isCertificateTrouble(error)) {
      throw new StationError(
        'not_vouched',
        `Nobody vouches for the certificate of ${origin}. Connect by a code instead.`,
      )
    }
    throw new StationError(
      'unreachable',
      `No answer from ${origin}. Check the address, the network and that the server runs.`,
    )
  }
}
