/** The log-in behind a request; an API key has none. */
export interface Session {
  /** `session:<id>`, as the streams it opened are known by. */
  readonly name: string
  /** Milliseconds since 1970 at which it expires. */
  readonly expires: number
}

interface SignedIn {
  _sid?: string
  sessions?: readonly { id: string; expiresAt: string | Date }[] | null
}

/** The session Payload found a user by. */
export function sessionOf(user: object): Session | null {
  const { _sid, sessions } = user as SignedIn
  const found = _sid ? sessions?.find(({ id }) => id === _sid) : undefined
  return found ? { name: `session:${found.id}`, expires: new Date(found.expiresAt).getTime() } : null
}
