import type { CollectionSlug, FlattenedField } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collections } from '@/cms/collections'
import { openDatabase, type TestDatabase } from '../../support/database'

/** What a field is given that holds another kind of thing. */

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

const first = async (collection: CollectionSlug) => {
  const { docs } = await database.payload.find({ collection, depth: 0, limit: 1 })
  return docs[0]
}

const refused = (field: string) => ({
  status: 400,
  data: { code: 'wrong_shape', field, errors: [{ path: field, message: expect.any(String) }] },
})

describe('rows', () => {
  test.each([
    ['services', 'steps'],
    ['services', 'options'],
    ['services', 'surcharges'],
    ['tenants', 'stageWords'],
  ] as const)('of %s, %s that are none are refused, and those that are there stay', async (collection, field) => {
    const before = await first(collection)
    for (const [wrong, where] of [
      [{}, field],
      [{ length: 1 }, field],
      ['rinse', field],
      [7, field],
      [true, field],
      [[7], `${field}.0`],
      [['rinse'], `${field}.0`],
      [[[]], `${field}.0`],
    ] as const) {
      const data = { [field]: wrong }
      await expect(
        database.payload.update({ collection, id: before?.id ?? 0, data }),
        JSON.stringify(wrong),
      ).rejects.toMatchObject(refused(where))
    }
    expect(await first(collection)).toEqual(before)
  })

  test('hold what their fields hold', async () => {
    const { id = 0, steps } = (await first('services')) as { id?: number; steps?: { name: string }[] }
    const data = { steps: steps?.map((step, index) => (index === 1 ? { ...step, name: { en: 'Rinse' } } : step)) }
    const asked = database.payload.update({ collection: 'services', id, data: data as never })
    await expect(asked).rejects.toMatchObject(refused('steps.1.name'))
  })

  test.each([null, 0])('are none where they are `%s`', async (said) => {
    const { id = 0 } = (await first('services')) ?? {}
    const data = { steps: said, options: said, surcharges: said } as never
    const none = { steps: [], options: [], surcharges: [] }
    expect(await database.payload.update({ collection: 'services', id, data })).toMatchObject(none)
  })
})

const pathsOf = (fields: readonly FlattenedField[], above: readonly string[] = []): string[][] =>
  fields.flatMap((field) => [
    [...above, field.name],
    ...(field.type === 'group' ? pathsOf(field.flattenedFields, [...above, field.name]) : []),
  ])

test.each(collections.map(({ slug }) => slug))(
  '%s: whatever a field is given, it is written or refused, and nothing breaks',
  async (slug) => {
    const collection = slug as CollectionSlug
    const { config } = database.payload.collections[collection]
    const id = (await first(collection))?.id
    const broke: string[] = []
    for (const path of pathsOf(config.flattenedFields).filter(([name]) => name !== 'id')) {
      for (const wrong of [{}, { length: 1 }, 'x', '', 7, true, [], [7], ['x'], [{}], [[]], null]) {
        const data = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), wrong) as never
        const asked = id
          ? database.payload.update({ collection, id, data })
          : database.payload.create({ collection, data, draft: false })
        await asked.catch((error: { status?: number }) => {
          if (!(error.status && error.status < 500)) broke.push(`${path.join('.')} ${JSON.stringify(wrong)}: ${error}`)
        })
      }
    }
    expect(broke).toEqual([])
  },
)
