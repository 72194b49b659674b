import { setTimeout as wait } from 'node:timers/promises'

/** Answers after which the same request is sent again: the server is busy, starting or stopping. */
const BUSY = new Set([429, 502, 503, 504])
const MAX_WAIT_MS = 30_000
const REQUEST_TIMEOUT_MS = 20_000

/** The server's public API. A request that did not get through is sent again, commands under the same id. */
export class SiteApi {
  #url
  #credentials
  #signal
  #print
  #authorization

  constructor({ url, key, token, email, password, signal, print }) {
    this.#url = url
    this.#credentials = { email, password }
    this.#signal = signal
    this.#print = print
    if (key) this.#authorization = `stations API-Key ${key}`
    if (token) this.#authorization = `JWT ${token}`
  }

  async signIn() {
    if (this.#authorization) return
    const { status, body } = await this.#send('POST', '/api/users/login', this.#credentials)
    if (!body?.token) {
      throw new Error(
        `${this.#credentials.email} could not sign in (${status}). Check AX_ADMIN_EMAIL and AX_ADMIN_PASSWORD.`,
      )
    }
    this.#authorization = `JWT ${body.token}`
  }

  /** What a person at the site sees now. */
  async snapshot() {
    return this.#expect('GET', '/api/v1/sync/snapshot')
  }

  /** The services on offer. */
  async services() {
    const { docs } = await this.#expect('GET', '/api/services?limit=100&where[active][equals]=true')
    return docs
  }

  /** Executes one command, once, however often it has to be sent; gives its result. */
  async command(type, payload) {
    const issuedAt = new Date().toISOString()
    const command = { id: crypto.randomUUID(), type, payload, issuedAt }
    const send = () => ({ commands: [command], sentAt: new Date().toISOString() })
    const { results } = await this.#expect('POST', '/api/v1/sync/commands', send)
    const [result] = results
    return result.status === 'duplicate' ? result.first : result
  }

  async #expect(method, path, body) {
    const { status, body: answer } = await this.#send(method, path, body)
    if (status >= 200 && status < 300) return answer
    throw new Error(
      `${method} ${path} was answered ${status}: ${answer?.error?.message ?? answer?.errors?.[0]?.message ?? ''}`,
    )
  }

  async #send(method, path, body) {
    for (let attempt = 0; ; attempt++) {
      this.#signal.throwIfAborted()
      let pause = Math.min(MAX_WAIT_MS, 500 * 2 ** attempt)
      try {
        const response = await fetch(`${this.#url}${path}`, {
          method,
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            ...(this.#authorization && { authorization: this.#authorization }),
          },
          body: body === undefined ? undefined : JSON.stringify(typeof body === 'function' ? body() : body),
          signal: AbortSignal.any([this.#signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
        })
        if (!BUSY.has(response.status)) {
          return { status: response.status, body: await response.json().catch(() => null) }
        }
        await response.body?.cancel()
        const asked = Number(response.headers.get('retry-after')) * 1000
        if (asked > 0) pause = Math.min(MAX_WAIT_MS, asked)
        this.#print(`Server busy (${response.status}); again in ${pause / 1000} s`)
      } catch (error) {
        this.#signal.throwIfAborted()
        this.#print(`No answer (${error.cause?.code ?? error.name}); again in ${pause / 1000} s`)
      }
      await wait(pause, undefined, { signal: this.#signal })
    }
  }
}
