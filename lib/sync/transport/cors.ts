import { CORS_REFUSED } from './naming-cors'

/** The server answers, and the browser keeps the answer from the page. */
export class CorsRefused extends Error {
  override readonly name = CORS_REFUSED

  constructor(server: string, page: string) {
    super(
      `${server} answers, but does not let pages of ${page} read it (CORS). Start that server with AX_ORIGINS=${page}, or serve the page from ${server}.`,
    )
  }
}

/** Says what a request failed of: where the server answers one that reads nothing, of CORS, once on the console. */
export function corsNamer(
  send: typeof fetch,
): (error: unknown, ...request: Parameters<typeof fetch>) => Promise<unknown> {
  let told = false
  return async (error, input, init) => {
    const page = globalThis.location?.origin
    const server = URL.parse(String(input), globalThis.location?.href)?.origin
    if (!page || !server || server === page || init?.signal?.aborted) return error
    if (!(await answers(server, init?.signal))) return error
    const refused = new CorsRefused(server, page)
    if (!told) console.error(refused.message)
    told = true
    return refused
  }

  async function answers(server: string, signal: AbortSignal | null | undefined): Promise<boolean> {
    try {
      await send(`${server}/api/v1/sync/health`, {
        mode: 'no-cors',
        credentials: 'omit',
        cache: 'no-store',
        signal: signal ?? null,
      })
      return true
    } catch {
      return false
    }
  }
}
