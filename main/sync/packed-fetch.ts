import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { interceptors, request } from 'undici'
import { ACCEPTED_CODINGS, unpack } from '../journal/packed'
import { dispatcherFor } from './server-fetch'

const compress = promisify(gzip)

/** As `fetch` does. */
const followRedirects = interceptors.redirect({ maxRedirections: 20 })

/**
 * A `fetch` for reading texts whose bytes are wanted as they came: `fetch` itself gives away nothing but what it has expanded.
 *
 * @param keep is given the body of each good answer before the answer is there; one that came otherwise is compressed
 */
export function packedFetch(pin: string | null | undefined, keep: (packed: Buffer) => void): typeof fetch {
  const dispatcher = dispatcherFor(pin).compose(followRedirects)
  return async (url, init) => {
    const asked = init?.headers as Record<string, string> | undefined
    const { statusCode, headers, body } = await request(String(url), {
      ...{ dispatcher, headers: { ...asked, 'accept-encoding': ACCEPTED_CODINGS } },
      ...(init?.signal ? { signal: init.signal } : {}),
    })
    const bytes = Buffer.from(await body.arrayBuffer())
    const isPacked = headers['content-encoding'] !== undefined
    const text = isPacked ? unpack(bytes) : bytes.toString()
    if (statusCode === 200) keep(isPacked ? bytes : await compress(bytes, { level: 1 }))
    const told = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]))
    return new ReadResponse(text, { status: statusCode, headers: told as [string, string][] })
  }
}

/** An answer whose text is there already: as a body it would be encoded and decoded once more. */
class ReadResponse extends Response {
  readonly #text: string

  constructor(text: string, init: ResponseInit) {
    super(null, init)
    this.#text = text
  }

  override text(): Promise<string> {
    return Promise.resolve(this.#text)
  }
}
