import type { Payload } from 'payload'
import { newKey, setKey } from '../access/keys'
import { inTurnAgain } from '../database'
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
  const apiKey = newKey()
  await inTurnAgain({ payload, tenant: asked.tenant }, async (req) => {
    const { docs } = await payload.find({
      collection: 'stations',
      where: { and: [{ tenant: { equals: asked.tenant } }, { name: { equals: asked.name } }] },
      limit: 1,
      depth: 0,
      req,
    })
    const data = { role: asked.role, bay: asked.bay ?? null }
    const { id } = docs[0]
      ? await payload.update({ collection: 'stations', id: docs[0].id, data, req })
      : await payload.create({ collection: 'stations', data: { ...data, name: asked.name, tenant: asked.tenant }, req })
    await setKey(req, 'stations', id, apiKey)
  })
  return { apiKey }
}
