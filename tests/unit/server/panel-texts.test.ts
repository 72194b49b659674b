import { expect, test } from 'vitest'
import { sayInPanel } from '@/cms/admin/words/texts'
import texts from '@/cms/admin/words/texts.json'
import { collections } from '@/cms/collections'

/** Names of languages stand in their own. */
const SAME_EVERYWHERE = ['English', 'Bahasa Melayu', '简体中文', 'தமிழ்']

/** Payload has a place of its own for these, in which ours stands (KeyField). */
const NEVER_SHOWN = ['enableAPIKey', 'apiKey', 'apiKeyIndex']

/** Every text that the panel shows of its collections, and where. */
function* textsIn(value: unknown, where: string): Iterable<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    for (const each of value) yield* textsIn(each, where)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const { admin, label, labels, name, options, fields } = value as Record<string, never>
  const here = `${where}.${name ?? ''}`
  if ((admin as { hidden?: boolean } | undefined)?.hidden || NEVER_SHOWN.includes(name ?? '')) return
  for (const text of [label, (labels as never)?.singular, (labels as never)?.plural, admin?.description])
    if (text !== undefined && text !== false) yield [here, text]
  for (const option of (options as readonly { label: unknown }[] | undefined) ?? []) yield [here, option.label]
  yield* textsIn(fields, here)
}

test('whatever the panel shows of a collection has words in each of its languages', () => {
  const missing = collections
    .flatMap((collection) => [...textsIn(collection, collection.slug)])
    .filter(([, text]) => typeof text !== 'function')
    .filter(([, text]) => {
      const { en, zh, ta } = text as { en?: string; zh?: string; ta?: string }
      if (!en || !zh || !ta) return true
      return !SAME_EVERYWHERE.includes(en) && en !== 'VIP' && (zh === en || ta === en)
    })
  expect(missing).toEqual([])
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
