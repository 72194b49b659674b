/** What a page of another site is let in with: a token, or a whole `Authorization` header; asked for anew when it has ended. */
export type Auth = () => string | Promise<string>

/**
 * Requests that bear what `auth` gives, and no cookies. It is asked once for all of them; where the server refuses what it
 * gave, it is asked again, and the request sent once more.
 */
export function authorised(auth: Auth, send: typeof fetch): typeof fetch {
  let current: Promise<string> | null = null
  const credentials = () => {
    if (current) return current
    const asked = Promise.resolve().then(auth)
    current = asked
    asked.catch(() => forget(asked))
    return asked
  }
  const forget = (used: Promise<string>) => {
    if (current === used) current = null
  }
  return async (input, init) => {
    const used = credentials()
    const answer = await send(input, bearing(await used, init))
    if (answer.status !== 401) return answer
    forget(used)
    await answer.body?.cancel()
    return send(input, bearing(await credentials(), init))
  }
}

function bearing(credentials: string, init: RequestInit = {}): RequestInit {
  const authorization = credentials.includes(' ') ? credentials : `Bearer ${credentials}`
  return { ...init, credentials: 'omit', headers: { ...(init.headers as Record<string, string>), authorization } }
}
