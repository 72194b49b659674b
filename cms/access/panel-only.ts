import type { Endpoint, PayloadHandler, SanitizedConfig } from 'payload'
import { mayOpenPanel } from './panel'

const forPanel =
  (handler: PayloadHandler): PayloadHandler =>
  (req) =>
    mayOpenPanel(req.user)
      ? handler(req)
      : Response.json(
          { errors: [{ message: 'This is for the admin panel.', data: { code: 'forbidden' } }] },
          { status: 403 },
        )

/** By these the panel reads and writes what it keeps for a person; the collection's other addresses would let anybody fill it. */
const isPreference = ({ method, path }: Endpoint) => path === '/:key' && (method === 'get' || method === 'post')
const isAccess = ({ path }: Endpoint) => path.startsWith('/access/')

/** Leaves to the panel's own people what Payload's panel alone asks for: a person's preferences, and what one may do. */
export function keepForPanel(config: SanitizedConfig): SanitizedConfig {
  for (const collection of config.collections) {
    const { endpoints } = collection
    if (!endpoints) continue
    const preferences = collection.slug === 'payload-preferences'
    collection.endpoints = (preferences ? endpoints.filter(isPreference) : endpoints).map((endpoint) =>
      preferences || isAccess(endpoint) ? { ...endpoint, handler: forPanel(endpoint.handler) } : endpoint,
    )
  }
  return config
}
