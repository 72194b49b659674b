import type { TestServer } from './server'

/** Makes an account that signs in with a key, at `main` unless it says otherwise; resolves with the headers of its requests. */
export async function keyHolder(
  server: Pick<TestServer, 'rest'>,
  collection: 'stations' | 'users',
  account: Record<string, unknown>,
): Promise<{ id: number; key: string; headers: Record<string, string> }> {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', `/api/${collection}`, {
    tenant: 'main',
    ...account,
  })
  const { apiKey } = await server.rest<{ apiKey: string }>('POST', `/api/${collection}/${doc.id}/key`)
  return { id: doc.id, key: apiKey, headers: { Authorization: `${collection} API-Key ${apiKey}` } }
}
