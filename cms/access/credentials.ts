import { APIError, type CollectionBeforeValidateHook } from 'payload'

const SHORTEST_PASSWORD = 10

/** Refuses a password that could be guessed. Only here is it known as text: what is stored is a hash. */
export const refuseWeakPassword: CollectionBeforeValidateHook = ({ data }) => {
  const { password } = (data ?? {}) as { password?: unknown }
  if (typeof password !== 'string' || password === '' || password.length >= SHORTEST_PASSWORD) return data
  throw new APIError(
    `A password has at least ${SHORTEST_PASSWORD} characters.`,
    400,
    { code: 'weak_password', field: 'password' },
    true,
  )
}
