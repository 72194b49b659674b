import { executeAuthStrategies, type Payload, type TypedUser } from 'payload'

/**
 * Whose credentials these headers carry; `null`: nobody's. As `payload.auth`, which also works out what the account may do
 * with every field of every collection: most of what it takes, and nobody here asks for it.
 */
export async function accountOf(payload: Payload, headers: Headers): Promise<TypedUser | null> {
  return (await executeAuthStrategies({ payload, headers })).user
}
