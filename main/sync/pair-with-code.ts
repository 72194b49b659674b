import { z } from 'zod'
import {
  type Choice,
  type Choices,
  choicesSchema,
  type Paired,
  pairedSchema,
  pairingAnswerSchema,
} from '@/lib/domain/pairing'
import { isLoopback } from '@/lib/network/addresses'
import { Approach } from '@/lib/pake/code-proof'
import { StationError } from '../station-error'
import { fetchFrom, fingerprintAt, isOtherServer } from './server-fetch'

/** Milliseconds a person waits for an answer. */
const PATIENCE = 10_000

/** Where a machine that was taken in has its server, and by which key it knows it. */
export interface KnownServer {
  /** Origin. */
  readonly url: string
  /** Fingerprint of the server's key; `null` where its certificate is vouched for, or it is on this machine. */
  readonly pin: string | null
}

/** What a code was good for: the station's key, or one with which it is chosen here what this machine is for. */
type Given = Paired | { readonly choiceKey: string }
export type PairedServer = KnownServer & Paired
export type ChoosingServer = KnownServer & { readonly choiceKey: string }

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
 * @throws StationError `unreachable`, `not_a_server`, `not_protected`, `other_server`, `wrong_code`, `too_many_tries`, `server_refused`
 */
export async function pairWithCode({
  serverUrl,
  code,
  fingerprint,
}: PairingRequest): Promise<PairedServer | ChoosingServer> {
  const { protocol, hostname, host, port } = new URL(serverUrl)
  const secured = new URL(`https://${host}${port || protocol === 'https:' ? '' : ':80'}`).origin
  if (fingerprint) return { ...(await send(secured, { code }, fingerprint, readGiven)), url: secured, pin: fingerprint }
  if (protocol === 'http:' && isLoopback(hostname))
    return { ...(await send(serverUrl, { code }, null, readGiven)), url: serverUrl, pin: null }
  if (protocol === 'https:') {
    const vouched = await sendIfVouched(serverUrl, code)
    if (vouched) return { ...vouched, url: serverUrl, pin: null }
  }
  return { ...(await prove(secured, code)), url: secured }
}

async function prove(url: string, code: string): Promise<Given & { readonly pin: string }> {
  const pin = await fingerprintAt(url).catch((error: NodeJS.ErrnoException) => {
    if (/^(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(error.code ?? ''))
      throw unreachable(url)
    throw new StationError('not_protected', `What answers at ${url} does not speak TLS: digits are not sent to it.`)
  })
  const approach = new Approach(code, pin)
  const { exchange, offers } = await send(url, approach.opening, pin, readOffers)
  const proof = approach.answer(offers)
  if (proof === null) throw wrongCode()
  return { ...(await send(url, { exchange, proof }, pin, readGiven)), pin }
}

/** `null` where no authority vouches for the server's certificate: nothing was sent then. */
async function sendIfVouched(url: string, code: string): Promise<Given | null> {
  try {
    return await send(url, { code }, null, readGiven)
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
const readGiven = (body: unknown) => pairingAnswerSchema.safeParse(body).data
const readPaired = (body: unknown) => pairedSchema.safeParse(body).data
const readChoices = (body: unknown) => choicesSchema.safeParse(body).data
const readOffers = (body: unknown) => offersSchema.safeParse(body).data

/**
 * What this machine may be for.
 * @throws StationError `unreachable`, `not_a_server`, `other_server`, `choice_over`, `already_chosen`, `too_many_tries`, `server_refused`
 */
export const loadChoices = ({ url, pin, choiceKey }: ChoosingServer): Promise<Choices> =>
  send(url, { choiceKey }, pin, readChoices, 'choose')

/**
 * Chooses what this machine is for, once.
 * @throws StationError `unreachable`, `not_a_server`, `other_server`, `choice_over`, `already_chosen`, `no_such_bay`, `too_many_tries`, `server_refused`
 */
export async function sendChoice({ url, pin, choiceKey }: ChoosingServer, choice: Choice): Promise<PairedServer> {
  return { ...(await send(url, { choiceKey, ...choice }, pin, readPaired, 'choose')), url, pin }
}

const unreachable = (url: string, cause?: unknown) =>
  Object.assign(
    new StationError('unreachable', `No answer from ${url}. Check the address, the network and that it runs.`),
    { cause },
  )
const wrongCode = () =>
  new StationError('wrong_code', 'The server has no such code. It may be mistyped, used or too old.')

/** What the server refuses, by the code it says so with. */
const REFUSED = {
  wrong_code: wrongCode,
  choice_over: () => new StationError('choice_over', 'The ten minutes are over. A new code is needed.'),
  already_chosen: () => new StationError('already_chosen', 'This was chosen already. A new code is needed.'),
  no_such_bay: () => new StationError('no_such_bay', 'The site has this bay no longer. Choose again.'),
} as const
const refusalSchema = z.object({
  errors: z.tuple([z.object({ message: z.string(), data: z.unknown().optional() })], z.unknown()),
})
const knownSchema = z.object({ code: z.literal(Object.keys(REFUSED) as (keyof typeof REFUSED)[]) })

/** In the form in which our servers refuse; `null` where it is in no such form. */
function refusalOf(body: unknown): StationError | null {
  const [refused] = refusalSchema.safeParse(body).data?.errors ?? []
  if (!refused) return null
  const known = knownSchema.safeParse(refused.data).data
  if (known) return REFUSED[known.code]()
  return new StationError('server_refused', `The server refused this: ${refused.message.slice(0, 500)}`)
}

async function send<T>(
  url: string,
  body: object,
  pin: string | null,
  read: (body: unknown) => T | undefined,
  address: 'pair' | 'choose' = 'pair',
): Promise<T> {
  const answer = await ask(`${url}/api/stations/${address}`, body, pin)
  if (answer.status === 429) {
    throw new StationError('too_many_tries', 'Too many wrong codes. Wait ten minutes, then try a new one.')
  }
  const said: unknown = await answer.json().catch(() => undefined)
  const found = answer.ok ? read(said) : undefined
  if (found) return found
  throw (
    refusalOf(said) ??
    new StationError('not_a_server', `There is no AX Station server at ${url}, or an older one. Check the address.`)
  )
}

async function ask(url: string, body: object, pin: string | null): Promise<Response> {
  try {
    return await fetchFrom(pin)(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'error',
    })
  } catch (error) {
    const { origin } = new URL(url)
    if (isOtherServer(error)) throw otherServer(origin)
    throw unreachable(origin, error)
  }
}

export const otherServer = (url: string) =>
  new StationError(
    'other_server',
    `What answers at ${url} is not the machine that was paired. Pair again if it was replaced.`,
  )
