import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Secrets } from '../settings/secrets'

const adminSchema = z.object({ email: z.string(), password: z.string() })
const recordSchema = adminSchema.extend({
  /** The server has made the account: it need not be told the password again. */
  made: z.boolean().default(false),
})

const EMAIL = 'admin@station.local'

export type HostAdmin = z.infer<typeof adminSchema>

/** The first administrator of the server this station hosts: made once, shown behind the PIN, never printed. */
export function hostAdmin(secrets: Secrets): HostAdmin {
  const kept = record(secrets)
  if (kept) return { email: kept.email, password: kept.password }
  // The server has the sealed one: a new password here would only hide that it cannot be read.
  if (secrets.isSealed('admin')) return { email: EMAIL, password: '' }
  const made: HostAdmin = { email: EMAIL, password: randomBytes(15).toString('base64url') }
  secrets.write('admin', JSON.stringify(made))
  return made
}

/** What the server is told at its start: `null` once it has made the account in the database it has now. */
export function adminToMake(secrets: Secrets, hasDatabase: boolean): HostAdmin | null {
  return record(secrets)?.made && hasDatabase ? null : hostAdmin(secrets)
}

/** The server has started, and its first start made the account. */
export function adminMade(secrets: Secrets): void {
  const kept = record(secrets)
  if (kept && !kept.made) secrets.write('admin', JSON.stringify({ ...kept, made: true }))
}

function record(secrets: Secrets): z.infer<typeof recordSchema> | null {
  const kept = secrets.read('admin')
  if (kept === null) return null
  try {
    return recordSchema.parse(JSON.parse(kept))
  } catch {
    return null
  }
}
