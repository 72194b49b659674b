import { z } from 'zod'
import { type Paired, pairedSchema } from '@/lib/domain/pairing'
import { isLoopback } from '@/lib/network/addresses'
import { Approach } from '@/lib/pake/code-proof'
import { StationError } from '../station-error'
import { fetchFrom, fingerprintAt, isOtherServer } from './server-fetch'

/** Milliseconds a person waits for an answer. */
const PATIENCE = 10_000

/** Where a machine that was taken in has its server, and by which key it knows it. */
export interface PairedServer extends Paired {
  /** Origin. */
  readonly url: string
  /** Fingerprint of the server's key; `null` where its certificate is vouched for, or it is on this machine. */
  readonly pin: string | null
}

/** What a person has: an address, the digits, and where a picture was read, the key's fingerprint. */
export interface PairingRequest {
  readonly serverUrl: string
  readonly code: string
  readonly fingerprint: string | null
}

/**
 * Gets this machine's key for the code that an administrator made for it. The code is used up by it, and is shown to
 * nobody but the server it is of: one whose fingerprint the picture told, one that an authority vouches for, or one that has
 * proved that it knows the digits.
 *
 * @throws StationError `unreachable`, `not_a_server`, `not_protected`, `other_server`, `wrong_code`, `too_many_tries`
 */
export async function pairWithCode({ serverUrl, code, fingerprint }: PairingRequest): Promise<PairedServer> {
  const { protocol, hostname, host, port } = new URL(serverUrl)
  const secured = new URL(`https://${host}${port || protocol === 'https:' ? '' : ':80'}`).origin
  if (fingerprint)
    return { ...(await send(secured, { code }, fingerprint, readPaired)), url: secured, pin: fingerprint }
  if (protocol === 'http:' && isLoopback(hostname))
    return { ...(await send(serverUrl, { code }, null, readPaired)), url: serverUrl, pin: null }
  if (protocol === 'https:') {
    const vouched = await sendIfVouched(serverUrl, code)
    if (vouched) return { ...vouched, url: serverUrl, pin: null }
  }
  return { ...(await prove(secured, code)), url: secured }
}

async function prove(url: string, code: string): Promise<Paired & { readonly pin: string }> {
  const pin = await fingerprintAt(url).catch((error: NodeJS.ErrnoException) => {
    if (/^(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(error.code ?? ''))
      throw unreachable(url)
    throw new StationError('not_protected', `What answers at ${url} does not speak TLS: digits are not sent to it.`)
  })
  const approach = new Approach(code, pin)
  const { exchange, offers } = await send(url, approach.opening, pin, readOffers)
  const proof = approach.answer(offers)
  if (proof === null) throw wrongCode()
  return { ...(await send(url, { exchange, proof }, pin, readPaired)), pin }
}

/** `null` where no authority vouches for the server's certificate: nothing was sent then. */
async function sendIfVouched(url: string, code: string): Promise<Paired | null> {
  try {
    return await send(url, { code }, null, readPaired)
  } catch (error) {
    if (error instanceof StationError && isCertificateTrouble(error.cause)) return null
    throw error
  }
}

/** Node names what is wrong with a certificate in OpenSSL's words. */
export function isCertificateTrouble(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)|^ERR_TLS_/.test(code)
}

const offersSchema = z.object({
  exchange: z.uuid(),
  offers: z.array(z.object({ share: z.string().max(64), proof: z.string().max(128) })).max(100),
})
const readPaired = (body: unknown) => pairedSchema.safeParse(body).data
const readOffers = (body: unknown) => offersSchema.safeParse(body).data

const unreachable = (url: string, cause?: unknown) =>
  Object.assign(
    new StationError('unreachable', `No answer from ${url}. Check the address, the network and that it runs.`),
    { cause },
  )
const wrongCode = () =>
  new StationError('wrong_code', 'The server has no such code. It may be mistyped, used or too old.')

async function send<T>(
  url: string,
  body: object,
  pin: string | null,
  read: (body: unknown) => T | undefined,
): Promise<T> {
  const answer = await ask(url, body, pin)
  if (answer.status === 429) {
    throw new StationError('too_many_tries', 'Too many wrong codes. Wait ten minutes, then try a new one.')
  }
  const said: unknown = await answer.json().catch(() => undefined)
  const found = answer.ok ? read(said) : undefined
  if (found) return found
  if (JSON.stringify(said)?.includes('"wrong_code"')) throw wrongCode()
  throw new StationError('not_a_server', `There is no AX Station server at ${url}, or an older one. Check the address.`)
}

async function ask(url: string, body: object, pin: string | null): Promise<Response> {
  try {
    return await fetchFrom(pin)(`${url}/api/stations/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'error',
    })
  } catch (error) {
    if (isOtherServer(error)) throw otherServer(url)
    throw unreachable(url, error)
  }
}

export const otherServer = (url: string) =>
  new StationError(
    'other_server',
    `What answers at ${url} is not the machine that was paired. Pair again if it was replaced.`,
  )
