/** Where the sync endpoints are. */
export const SYNC_PREFIX = '/api/v1/sync/'

/** Each endpoint with the one method it takes. */
export const SYNC_METHODS = {
  events: 'GET',
  snapshot: 'GET',
  health: 'GET',
  live: 'GET',
  ready: 'GET',
  metrics: 'GET',
  commands: 'POST',
  orders: 'GET',
  history: 'GET',
  people: 'GET',
  pin: 'POST',
  sites: 'GET',
  station: 'PUT',
  token: 'POST',
  'openapi.json': 'GET',
  'asyncapi.json': 'GET',
} as const satisfies Record<string, 'GET' | 'POST' | 'PUT'>
