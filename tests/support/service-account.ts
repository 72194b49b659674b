import type { TestServer } from './server'

/** An account of another AX Billing service at the site `main`, as an administrator makes it; resolves with its headers. */
export async function serviceAccount(server: TestServer, key = 's'.repeat(40)): Promise<Record<string, string>> {
  await server.rest('POST', '/api/users', {
    email: `whatsapp-${key.slice(0, 8)}@example.test`,
    password: 'never used by a program',
    role: 'service',
    tenant: 'main',
    enableAPIKey: true,
    apiKey: key,
  })
  return { Authorization: `users API-Key ${key}` }
}
