import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Secrets } from '../settings/secrets'

const adminSchema = z.object({ email: z.string(), password: z.string() })

const EMAIL = 'admin@station.local'

export type HostAdmin = z.infer<typeof adminSchema>

/** The first administrator of the server this station hosts: made once, shown behind the PIN, never printed. */
export function hostAdmin(secrets: Secrets): HostAdmin {
  const kept = secrets.read('admin')
  if (kept !== null) {
    const parsed = adminSchema.safeParse(JSON.parse(kept))
    if (parsed.success) return parsed.data
  }
  // The server has the sealed one: a new password here would only hide that it cannot be read.
  if (secrets.isSealed('admin')) return { email: EMAIL, password: '' }
  const made: HostAdmin = { email: EMAIL, password: randomBytes(15).toString('base64url') }
  secrets.write('admin', JSON.stringify(made))
  return made
}
