import { describe, expect, test } from 'vitest'
import { MANUAL } from '@/cms/app/(web)/help/manual'
import { REFUSAL_TEXTS } from '@/lib/domain'
import { REJECTION_CODES } from '@/lib/domain/commands/refuse'
import { LANGUAGES, type Language, SPOKEN } from '@/lib/domain/languages'
import { TEXTS } from '@/lib/ui/i18n/texts'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { actorWords } from '@/lib/ui/words/event-words'
import { STATION_ERRORS } from '@/preload/station-errors'

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

const { en, ms, zh, ta } = TEXTS
const english = texts(en)

/** Same in every language: names, and sentences whose words are all put in. */
const SAME_EVERYWHERE = [
  'app.name',
  'queue.vip',
  'cashier.linked',
  'event.stage_change',
  'toast.assigned',
  'settings.pin',
  'pin.enter',
]

/** Only the colon or comma between what is put in; Chinese has marks of its own. */
const MARKS_ALONE = ['cashier.stageColumn', 'event.payment_update', 'toast.stageMoved', 'toast.bayChanged']

/** Words that are the same by their own right. */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  // Malay writes these as English does.
  ms: [
    ...MARKS_ALONE,
    'printer.paperMm',
    'vehicle.sedan',
    'vehicle.mpv_van',
    'vehicle.very_heavy_bike',
    'settings.data',
    'settings.kiosk',
    'settings.log',
  ],
  zh: [],
  ta: MARKS_ALONE,
}

const FILES: Readonly<Record<Language, Tree>> = TEXTS

describe.each(LANGUAGES.map((language) => [language, texts(FILES[language])] as const))('%s', (language, own) => {
  test('has every text, and none that English has not', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('fills the same placeholders', () => {
    for (const [key, forms] of english) {
      expect(placeholders(own.get(key)?.values() ?? []), key).toEqual(placeholders(forms.values()))
    }
  })

  test('has exactly the plural forms its grammar asks for', () => {
    const wanted = new Intl.PluralRules(SPOKEN[language].locale).resolvedOptions().pluralCategories.toSorted()
    for (const [key, forms] of own) {
      const plural = !english.get(key)?.has('')
      expect([...forms.keys()].sort(), key).toEqual(plural ? wanted : [''])
    }
  })

  test('says every refusal of the rules with all that its text names, every rejection and every station error', () => {
    for (const [topic, refusals] of Object.entries(REFUSAL_TEXTS)) {
      for (const [code, sentence] of Object.entries(refusals)) {
        const forms = own.get(`rules.${topic}.${code}`)
        expect(forms, `rules.${topic}.${code}`).toBeDefined()
        // What a translation names has to come with the refusal; it may name less.
        const sent = placeholders([sentence])
        for (const text of forms?.values() ?? [])
          expect(sent, text).toEqual(expect.arrayContaining(placeholders([text])))
      }
    }
    for (const code of REJECTION_CODES) expect(own.has(`rejected.${code}`), code).toBe(true)
    for (const code of STATION_ERRORS) expect(own.has(`stationError.${code}`), code).toBe(true)
  })

  test('has no text for a refusal that nothing says any more', () => {
    const said = new Set([
      ...Object.entries(REFUSAL_TEXTS).flatMap(([topic, table]) =>
        Object.keys(table).map((code) => `rules.${topic}.${code}`),
      ),
      ...REJECTION_CODES.map((code) => `rejected.${code}`),
      ...STATION_ERRORS.map((code) => `stationError.${code}`),
    ])
    const refusals = [...own.keys()].filter((key) => /^(rules|rejected|stationError)\./.test(key))
    expect(refusals.filter((key) => !said.has(key))).toEqual([])
  })

  test('leaves nothing empty', () => {
    for (const [key, forms] of own) for (const text of forms.values()) expect(text.trim(), key).not.toBe('')
  })
})

test.each([
  ['ms', ms],
  ['zh', zh],
  ['ta', ta],
] as const)('%s says nothing in English but what is argued for', (language, tree) => {
  const own = texts(tree)
  const same = [...own].flatMap(([key, forms]) =>
    [...forms].some(([form, text]) => text === (english.get(key)?.get(form) ?? english.get(key)?.get('other')))
      ? [key]
      : [],
  )
  expect(same.sort()).toEqual([...SAME_EVERYWHERE, ...(SAME_AS_ENGLISH[language] ?? [])].sort())
})

/** Letters a text may have besides its own script's: names, and what every keyboard writes. */
const LATIN_NAMES =
  /AX Station|WhatsApp|Linux|USB|\/dev\/usb\/lp0|VIP|MPV|QR|PIN|Stations|http\S+|bay-1|AX_ORIGINS=\S*|Host|HTTPS?/g

test.each([
  ['zh', zh, /\p{Script=Han}/u],
  ['ta', ta, /\p{Script=Tamil}/u],
] as const)('%s is written in its own script', (_language, tree, script) => {
  for (const [key, forms] of texts(tree)) {
    for (const text of forms.values()) {
      const words = text.replace(/\{\w+\}/g, '').replace(LATIN_NAMES, '')
      expect(words, key).not.toMatch(/\p{Script=Latin}/u)
      if (/\p{L}/u.test(words)) expect(words, key).toMatch(script)
    }
  }
})

test('a site has one word in Malay, on the screens and in the manual', () => {
  const said = [...texts(ms).values()].flatMap((forms) => [...forms.values()])
  expect([...said, JSON.stringify(MANUAL.ms)].filter((text) => /\btapak\b/i.test(text))).toEqual([])
})

test('who did it is never a number', () => {
  const { t } = makeTranslator('en')
  expect(actorWords('user:1', {}, t)).toBe('a member of staff')
  expect(actorWords('user:1', { 'user:1': 'Siti' }, t)).toBe('Siti')
  expect(actorWords('station:Front desk', {}, t)).toBe('Front desk')
  expect(actorWords('system', {}, t)).toBe('the system')
})
