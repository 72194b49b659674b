import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RawResponse, rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'

/** The steps of a service, written as they were seen, and what they are in other languages. */

interface Step {
  readonly key: string
  readonly name: string
  readonly minutes: number
  readonly names: Readonly<Record<string, string | null>>
}

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const service = async () => {
  const where = 'where[serviceId][equals]=basic-wash'
  const { docs } = await server.rest<{ docs: { id: number; steps: readonly Step[] }[] }>(
    'GET',
    `/api/services?${where}`,
  )
  return docs[0] as (typeof docs)[number]
}
const plain = ({ key, name, minutes, names }: Step) => ({
  key,
  name,
  minutes,
  names: Object.fromEntries(Object.entries(names).filter(([, given]) => given)),
})
const save = (id: number | string, body: object, headers: object = server.asAdmin()): Promise<RawResponse> =>
  rawRequest(`${server.url}/api/services/${id}/steps`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const codeOf = (answer: RawResponse) =>
  `${answer.status} ${(answer.json() as { errors: { data?: { code?: string } }[] }).errors[0]?.data?.code}`

test('of two who changed what they both saw, the second is told, and nothing is lost', async () => {
  const { id, steps } = await service()
  const from = steps.map(plain)
  const renamed = from.map((step) =>
    step.key === 'rinse' ? { ...step, name: 'Bilas', names: { zh: ' 冲洗 ' } } : step,
  )
  expect((await save(id, { from, to: renamed })).status).toBe(200)
  // Whose answer was lost sends it again.
  expect((await save(id, { from, to: renamed })).status).toBe(200)
  expect(codeOf(await save(id, { from, to: from.slice(1) }))).toBe('409 changed_meanwhile')
  const { steps: now } = await service()
  expect(now.map(plain)).toEqual(
    from.map((step) => (step.key === 'rinse' ? { ...step, name: 'Bilas', names: { zh: '冲洗' } } : step)),
  )
  // A name in another language is a change like any other.
  const seen = now.map(plain)
  const inTamil = seen.map((step) => (step.key === 'rinse' ? { ...step, names: { ...step.names, ta: 'அலசு' } } : step))
  expect((await save(id, { from: seen, to: inTamil })).status).toBe(200)
  expect(codeOf(await save(id, { from: seen, to: seen }))).toBe('409 changed_meanwhile')
  expect((await save(id, { from: inTamil, to: inTamil.slice(1) })).status).toBe(200)
  expect((await service()).steps).toHaveLength(from.length - 1)
})

test('of two who save at the same moment one is told', async () => {
  const { id, steps } = await service()
  const from = steps.map(plain)
  const to = (name: string) => from.map((step, place) => (place === 0 ? { ...step, name } : step))
  const answers = await Promise.all(['One', 'Other'].map((name) => save(id, { from, to: to(name) })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('names in other languages are kept where a write says nothing of them, and go where it does', async () => {
  const { id, steps } = await service()
  const from = steps.map(plain)
  const named = from.map((step, place) => ({ ...step, names: { zh: `洗${place}`, ta: 'கழுவு' } }))
  expect((await save(id, { from, to: named })).status).toBe(200)
  // As a page writes them that was opened before there were such names; another name is not called what the former one was.
  const older = named.map(({ names: _, ...step }, place) => ({ ...step, ...(place === 0 && { name: 'Hose down' }) }))
  await server.rest('PATCH', `/api/services/${id}`, { steps: older.toReversed() })
  const kept = named.map((step, place) => (place === 0 ? { ...step, name: 'Hose down', names: {} } : step)).toReversed()
  expect((await service()).steps.map(plain)).toEqual(kept)
  const without = kept.map((step) => ({ ...step, names: {} }))
  expect((await save(id, { from: kept, to: without })).status).toBe(200)
  expect((await service()).steps.map(plain)).toEqual(without)
})

test('what is no list of steps, no service, and nobody’s business is refused', async () => {
  const { id, steps } = await service()
  const from = steps.map(plain)
  const names = [{ zh: '洗'.repeat(129) }, { zh: 7 }, { xx: 'Rinse' }].map((each) => ({ names: each }))
  for (const wrong of [{ name: '  ' }, { minutes: -1 }, { key: 'No Slug' }, { price: 1 }, ...names]) {
    expect(codeOf(await save(id, { from, to: [{ ...from[0], ...wrong }] }))).toBe('400 bad_body')
  }
  expect(codeOf(await save(id, { to: from }))).toBe('400 bad_body')
  for (const none of [999_999, 'x']) expect(codeOf(await save(none, { from, to: from }))).toBe('404 not_found')
  expect(codeOf(await save(id, { from, to: [] }, {}))).toBe('403 forbidden')
  expect((await service()).steps.map(plain)).toEqual(from)
})
