import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RawResponse, rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'

/** The grid of prices: what services cost for each type of vehicle, saved as a whole. */

interface Service {
  readonly id: number
  readonly price: number
  readonly surcharges: readonly { vehicleType: string; price: number }[]
  readonly updatedAt: string
}

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other' })
})
afterAll(() => server?.stop())

const service = async (serviceId: string, tenant = 'main') => {
  const where = `where[serviceId][equals]=${serviceId}&where[tenant][equals]=${tenant}`
  return (await server.rest<{ docs: Service[] }>('GET', `/api/services?${where}`)).docs[0] as Service
}
const save = (services: object[], headers: object = server.asAdmin()): Promise<RawResponse> =>
  rawRequest(`${server.url}/api/services/prices`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ services }),
  })
const codeOf = (answer: RawResponse) =>
  `${answer.status} ${(answer.json() as { errors: { data?: { code?: string } }[] }).errors[0]?.data?.code}`
const prices = ({ price, surcharges }: Service) => [
  price,
  Object.fromEntries(surcharges.map((row) => [row.vehicleType, row.price])),
]

async function asPerson(role: string, tenant: string): Promise<object> {
  const account = { email: `${role}@${tenant}.test`, password: 'a long enough one' }
  await server.rest('POST', '/api/users', { ...account, role, tenant })
  const answer = await rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  })
  return { Authorization: `JWT ${(answer.json() as { token: string }).token}` }
}

test('prices are saved together, counted for the next order, and kept in the audit trail as any others', async () => {
  const [basic, premium] = [await service('basic-wash'), await service('premium-wash')]
  const answer = await save([
    {
      id: basic.id,
      changes: [
        { vehicleType: 'sedan', from: 1500, to: 1800 },
        { vehicleType: 'mpv_van', from: 2000, to: 2250 },
      ],
    },
    { id: premium.id, changes: [] },
  ])
  expect(answer.json()).toEqual({ saved: 2 })
  // The lowest is now that of the bikes, which nobody changed.
  expect(prices(await service('basic-wash'))).toEqual([1500, { sedan: 300, mpv_van: 750, large_pickup: 800 }])
  const confirmed = await service('premium-wash')
  expect(prices(confirmed)).toEqual(prices(premium))
  expect(confirmed.updatedAt > premium.updatedAt).toBe(true)

  const trail = await server.rest<{ docs: { kind: string; after: string }[] }>('GET', '/api/audit?limit=5')
  const entries = trail.docs.filter(({ kind }) => kind === 'price_changed')
  expect(entries).toHaveLength(1)
  expect(entries[0]?.after).toContain('MPV / van: 22.50')
})

test('a price that somebody else changed meanwhile is not overwritten, and nothing of the grid is saved', async () => {
  const [bike, engine] = [await service('bike-wash'), await service('engine-bay')]
  const answer = await save([
    { id: engine.id, changes: [{ vehicleType: 'sedan', from: 4500, to: 5000 }] },
    { id: bike.id, changes: [{ vehicleType: 'heavy_bike', from: 1100, to: 1300 }] },
  ])
  expect(codeOf(answer)).toBe('409 changed_meanwhile')
  expect(await service('engine-bay')).toEqual(engine)
  expect(await service('bike-wash')).toEqual(bike)
})

test('a price that was saved already is nobody else’s: sent again it stays', async () => {
  const { id } = await service('engine-bay')
  const changes = [{ vehicleType: 'sedan', from: 4500, to: 5200 }]
  const first = await save([{ id, changes }])
  expect(first.json()).toEqual({ saved: 1 })
  const saved = await service('engine-bay')
  expect((await save([{ id, changes }])).json()).toEqual({ saved: 1 })
  expect(prices(await service('engine-bay'))).toEqual(prices(saved))
  expect(codeOf(await save([{ id, changes: [{ vehicleType: 'sedan', from: 4500, to: 5300 }] }]))).toBe(
    '409 changed_meanwhile',
  )
})

test('what is no price is refused, and so is whoever may not set one', async () => {
  const { id } = await service('basic-wash')
  const changes = (to: number) => [{ id, changes: [{ vehicleType: 'sedan', from: 1800, to }] }]
  for (const to of [-1, 12.5, 2_000_000_000]) expect(codeOf(await save(changes(to)))).toBe('400 bad_body')
  expect(codeOf(await save([]))).toBe('400 bad_body')
  expect(codeOf(await save(changes(1900), await asPerson('staff', 'main')))).toBe('403 forbidden')
  expect(codeOf(await save(changes(1900), server.asStation()))).toBe('403 forbidden')
  expect(codeOf(await save(changes(1900), await asPerson('admin', 'other')))).toBe('404 not_found')
  expect((await service('basic-wash')).surcharges).toContainEqual(expect.objectContaining({ price: 300 }))
})
