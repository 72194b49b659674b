import { APIError, type CollectionBeforeValidateHook } from 'payload'

const SHORTEST_PASSWORD = 10
const SHORTEST_KEY = 32

/** Refuses a password or key that could be guessed. Both are seen here alone: what is stored is a hash or sealed. */
export const refuseWeakCredentials: CollectionBeforeValidateHook = ({ data }) => {
  const { password, apiKey } = (data ?? {}) as { password?: unknown; apiKey?: unknown }
  if (typeof password === 'string' && password !== '' && password.length < SHORTEST_PASSWORD) {
    throw weak('password', `A password has at least ${SHORTEST_PASSWORD} characters.`)
  }
  if (typeof apiKey === 'string' && apiKey !== '' && apiKey.length < SHORTEST_KEY) {
    throw weak('apiKey', `A key has at least ${SHORTEST_KEY} characters; let the panel make one.`)
  }
  return data
}

const weak = (field: string, message: string) => new APIError(message, 400, { code: 'weak_credentials', field }, true)
