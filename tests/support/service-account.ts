import { randomUUID } from 'node:crypto'
import { keyHolder } from './keys'
import type { TestServer } from './server'

/** An account of another AX Billing service at the site `main`, as an administrator makes it. */
export async function serviceAccount(server: TestServer): Promise<{ id: number; headers: Record<string, string> }> {
  const email = `whatsapp-${randomUUID()}@example.test`
  return keyHolder(server, 'users', { email, password: 'never used by a program', role: 'service' })
}
