import { describe, expect, test } from 'vitest'
import en from '@/renderer/i18n/en.json'
import { LOCALES } from '@/renderer/i18n/languages'
import ms from '@/renderer/i18n/ms.json'
import ta from '@/renderer/i18n/ta.json'
import zh from '@/renderer/i18n/zh.json'

type Tree = { readonly [name: string]: string | Tree }

/** Texts by path; the plural forms of one text under its own name. */
function texts(tree: Tree, path = ''): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>()
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value !== 'string') {
      for (const [key, forms] of texts(value, `${path}${name}.`)) found.set(key, forms)
      continue
    }
    const [, base = name, form = ''] = /^(.*?)(?:_(zero|one|two|few|many|other))?$/.exec(name) ?? []
    const key = `${path}${base}`
    found.set(key, (found.get(key) ?? new Map()).set(form, value))
  }
  return found
}

const placeholders = (forms: Iterable<string>) =>
  [...new Set([...forms].flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort()

const english = texts(en)

describe.each([
  ['ms', texts(ms)],
  ['zh', texts(zh)],
  ['ta', texts(ta)],
  ['en', english],
] as const)('%s', (language, own) => {
  test('has every text, and none that English has not', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('fills the same placeholders', () => {
    for (const [key, forms] of english) {
      expect(placeholders(own.get(key)?.values() ?? []), key).toEqual(placeholders(forms.values()))
    }
  })

  test('has exactly the plural forms its grammar asks for', () => {
    const wanted = new Intl.PluralRules(LOCALES[language]).resolvedOptions().pluralCategories.toSorted()
    for (const [key, forms] of own) {
      if (!forms.has('')) expect([...forms.keys()].sort(), key).toEqual(wanted)
    }
  })

  test('leaves nothing empty', () => {
    for (const [key, forms] of own) for (const text of forms.values()) expect(text.trim(), key).not.toBe('')
  })
})
