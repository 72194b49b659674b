import { randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import type { StationRequest } from './environment'

/**
 * Creates the station the process that started this server asked for, or gives an existing one a fresh key. The key goes
 * back to that process alone, never to a log.
 */
export async function provisionStation(
  payload: Payload,
  asked: StationRequest | undefined,
): Promise<{ apiKey: string } | null> {
  if (!asked) return null
  const apiKey = randomBytes(32).toString('hex')
  const { docs } = await payload.find({
    collection: 'stations',
    where: { and: [{ tenant: { equals: asked.tenant } }, { name: { equals: asked.name } }] },
    limit: 1,
    depth: 0,
  })
  const data = { role: asked.role, bay: asked.bay ?? null, enableAPIKey: true, apiKey }
  const existing = docs[0]
  if (existing) await payload.update({ collection: 'stations', id: existing.id, data })
  else await payload.create({ collection: 'stations', data: { ...data, name: asked.name, tenant: asked.tenant } })
  return { apiKey }
}
