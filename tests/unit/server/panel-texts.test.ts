import { expect, test } from 'vitest'
import { sayInPanel } from '@/cms/admin/words/texts'
import texts from '@/cms/admin/words/texts.json'
import { collections } from '@/cms/collections'

/** Names of languages stand in their own. */
const SAME_EVERYWHERE = ['English', 'Bahasa Melayu', '简体中文', 'தமிழ்']

/** Payload has a place of its own for these, in which ours stands (KeyField). */
const NEVER_SHOWN = ['enableAPIKey', 'apiKey', 'apiKeyIndex']

interface Described {
  readonly name?: string
  readonly type?: string
  readonly label?: unknown
  readonly labels?: { readonly singular?: unknown; readonly plural?: unknown }
  readonly admin?: { readonly hidden?: boolean; readonly description?: unknown }
  readonly options?: readonly { readonly label: unknown }[]
  readonly fields?: readonly Described[]
}

interface Checked {
  readonly name?: string
  readonly validate?: (value: unknown, asked: { readonly req: object }) => unknown
  readonly fields?: readonly Checked[]
}

/** Every text that the panel shows of a collection or field, and where. */
function textsOf(described: Described, where: string): (readonly [string, unknown])[] {
  const { name = '', type, label, labels, admin, options = [], fields = [] } = described
  if (admin?.hidden || NEVER_SHOWN.includes(name)) return []
  const here = `${where} ${name}`
  // Of a list without words for its rows Payload makes them itself, in English.
  const row = labels?.singular ?? (type === 'array' ? `a row of ${name}` : undefined)
  const own = [label, row, labels?.plural, admin?.description, ...options.map((option) => option.label)]
  const said = own.filter((text) => text !== undefined && text !== false).map((text) => [here, text] as const)
  return [...said, ...fields.flatMap((field) => textsOf(field, here))]
}

type InLanguages = { readonly en?: string; readonly zh?: string; readonly ta?: string }

/** A text in each language, also where Payload asks for one at a time; its own words it has in all of them. */
function inEach(text: unknown): InLanguages {
  if (typeof text !== 'function') return text as InLanguages
  const asked = (language: string) => text({ i18n: { language }, t: (key: string) => `${key} ${language}` })
  return { en: asked('en'), zh: asked('zh'), ta: asked('ta') }
}

test('whatever the panel shows of a collection has words in each of its languages', () => {
  const missing = collections
    .flatMap((collection) => textsOf(collection as Described, collection.slug))
    .filter(([, text]) => {
      const { en, zh, ta } = inEach(text)
      if (!en || !zh || !ta) return true
      return !SAME_EVERYWHERE.includes(en) && en !== 'VIP' && (zh === en || ta === en)
    })
  expect(missing).toEqual([])
})

/** What the checks of a collection's fields say of a value that makes no sense, in Chinese. */
function refusalsOf({ name, validate, fields = [] }: Checked, where: string): (readonly [string, unknown])[] {
  const here = `${where} ${name ?? ''}`
  const asked = { req: { i18n: { language: 'zh' } } }
  const said = validate ? [[here, validate('?', asked)] as const] : []
  return [...said, ...fields.flatMap((field) => refusalsOf(field, here))]
}

test('what is wrong with a setting of the site is said in the language of the panel', () => {
  const sites = collections.find(({ slug }) => slug === 'tenants') as unknown as Checked
  const refusals = refusalsOf(sites, 'tenants').filter(([, said]) => said !== true)
  expect(refusals.map(([field]) => field)).toEqual([
    'tenants  currency',
    'tenants  timeZone',
    'tenants  tenantId',
    'tenants  whatsappNumber',
    'tenants   staffDiscount',
    'tenants   cashierDiscount',
    'tenants   lockAfter',
    'tenants   freeWashEvery',
    'tenants    taxPercent',
    'tenants  promiseMinutes',
    'tenants  keepPeopleMonths',
    'tenants   opensAt',
    'tenants   closesAt',
    'tenants   boardLanguageSeconds',
  ])
  for (const [field, said] of refusals) expect(said, field).toMatch(/\p{Script=Han}/u)
})

test('a text names the same parameters in every language', () => {
  const named = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  for (const [en, { zh, ta }] of Object.entries(texts)) {
    expect(named(zh), en).toEqual(named(en))
    expect(named(ta), en).toEqual(named(en))
  }
})

test('a text is said with what it is about, and in English where the panel has no such language', () => {
  expect(sayInPanel('zh', '{count} min', { count: 5 })).toBe('5 分钟')
  expect(sayInPanel('ms', '{count} min', { count: 5 })).toBe('5 min')
})
