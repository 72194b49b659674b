/** The server answers, and the browser keeps the answer from the page. */
export class CorsRefused extends Error {
  constructor(server: string, page: string) {
    super(
      `${server} answers, but does not let pages of ${page} read it (CORS). Start that server with AX_ORIGINS=${page}, or serve the page from ${server}.`,
    )
  }
}

/**
 * A browser tells a page that CORS keeps from an answer what it tells one without a network: nothing. So a request to another
 * origin that fails is followed by one that reads nothing; where that is answered, the failure is called by its name, once on
 * the console.
 */
export function namingCors(send: typeof fetch): typeof fetch {
  let told = false
  return async (input, init) => {
    try {
      const answer = await send(input, init)
      told = false
      return answer
    } catch (error) {
      const page = globalThis.location?.origin
      const server = URL.parse(String(input), globalThis.location?.href)?.origin
      if (!page || !server || server === page || init?.signal?.aborted) throw error
      if (!(await answers(server, init?.signal))) throw error
      const refused = new CorsRefused(server, page)
      if (!told) console.error(refused.message)
      told = true
      throw refused
    }
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
