import { expect, test } from 'vitest'
import { catalogueSchema, readCatalogue } from '@/lib/domain'
import { siteNamesOf } from '@/lib/domain/names'
import { jobTitle } from '@/lib/domain/rules/job-steps'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { nameIn, servicesIn, titleIn, workIn } from '@/lib/ui/words/names'

const service = (name: string, names: object | null, parts: object = {}) => ({
  serviceId: 'wash',
  name,
  names,
  price: 1500,
  steps: [],
  options: [],
  surcharges: [],
  ...parts,
})
const listOf = (...services: readonly object[]) => readCatalogue({ docs: services }, { docs: [] })
const saying = (language: 'en' | 'ms' | 'zh' | 'ta', list = WASH) => makeTranslator(language, [], list.names).t

const WASH = listOf(
  service(
    'Cuci biasa',
    { en: 'Basic wash', zh: ' 普通洗车 ', ta: '' },
    {
      steps: [{ key: 'rinse', name: 'Bilas', minutes: 5, names: { zh: '冲洗' } }],
      options: [{ optionId: 'wax', name: 'Lilin', price: 500, minutes: 5, names: { en: 'Wax' } }],
    },
  ),
)

test('a name is said in the language of the screen, and as it usually is where it has none there', () => {
  const said = (language: 'en' | 'ms' | 'zh' | 'ta') =>
    ['Cuci biasa', 'Bilas', 'Lilin'].map((name) => nameIn(saying(language), name))
  expect(said('zh')).toEqual(['普通洗车', '冲洗', 'Lilin'])
  expect(said('en')).toEqual(['Basic wash', 'Bilas', 'Wax'])
  for (const language of ['ms', 'ta'] as const) expect(said(language)).toEqual(['Cuci biasa', 'Bilas', 'Lilin'])
})

test('lines and titles are said name by name, and what has left the price list as it was written', () => {
  const t = saying('en')
  expect(servicesIn(t, [{ name: 'Cuci biasa' }, { name: 'Vakum' }, {}])).toBe('Basic wash + Vakum + ')
  expect(titleIn(t, 'Cuci biasa + Lilin')).toBe('Basic wash + Wax')
  const list = listOf(
    service('Cuci + Lilin', { en: 'Wash + wax' }),
    service('Cuci', { en: 'Wash' }),
    service('Lilin', { en: 'Wax' }),
  )
  const said = (title: string) => titleIn(saying('en', list), title)
  expect(said('Cuci + Lilin')).toBe('Wash + wax')
  expect(said('Vakum + Cuci + Lilin + Lilin + Cuci')).toBe('Vakum + Wash + wax + Wax + Wash')
  expect(said('Cuci + Lilin ')).toBe('Wash + Lilin ')
})

test('an order that was written without services says so in the language of the screen', () => {
  expect(jobTitle({ services: [] })).toBe('')
  const said = (['en', 'ms', 'zh', 'ta'] as const).map((language) => titleIn(saying(language), ''))
  expect(said).toEqual((['en', 'ms', 'zh', 'ta'] as const).map((language) => workIn(saying(language), [])))
  expect(said[0]).toBe('No service named')
  expect(new Set(said).size).toBe(4)
})

test('a name is a name, however it is written', () => {
  const odd = ['5.5 l: foam', '{count} wheels', '$t(app.close)', 'constructor', '__proto__', 'A & B <i>', '']
  for (const name of odd) expect(nameIn(saying('zh'), name)).toBe(name)
  const list = listOf(...odd.filter(Boolean).map((name) => service(name, { zh: `${name} 洗` })))
  for (const name of odd.filter(Boolean)) {
    expect(nameIn(saying('zh', list), name)).toBe(`${name} 洗`)
    expect(nameIn(saying('ta', list), name)).toBe(name)
  }
})

test('one name is said one way: the first that was given in a language counts', () => {
  expect(
    siteNamesOf([
      { name: 'A', steps: [{ name: 'Rinse', names: { zh: '冲洗' } }] },
      { name: 'B', steps: [{ name: 'Rinse', names: { zh: '冲水', ta: 'அலசு' } }], options: null },
    ]),
  ).toEqual({ Rinse: { zh: '冲洗', ta: 'அலசு' } })
})

test('a price list of an older server or an older station has no names, and one that cannot be read costs only itself', () => {
  const { names: _, ...older } = listOf(service('Wash', null))
  expect(catalogueSchema.parse(older).names).toEqual({})
  expect(listOf({ ...service('Wash', null), names: undefined }).names).toEqual({})
  expect(listOf(service('Wash', { zh: 7, ta: 'கழுவு', xx: 'x' })).names).toEqual({ Wash: { ta: 'கழுவு' } })
  expect(catalogueSchema.parse(WASH)).toEqual(WASH)
})
