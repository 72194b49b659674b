import { createInstance, type FormatterModule, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from '@/lib/domain/languages'
import type { SiteNames } from '@/lib/domain/names'
import type { StageWord } from '@/lib/domain/site'
import { plateText } from '../format/plate'
import { TEXTS } from './texts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'station'
    resources: { station: (typeof TEXTS)['en'] }
    interpolationPrefix: '{'
    interpolationSuffix: '}'
  }
}

/** Where the translator keeps what the site calls its services, options and steps, each by its usual name. */
export const NAMES = 'names'

const NO_WORDS: readonly StageWord[] = []
const NO_NAMES: SiteNames = {}

/**
 * A translator of its own for each page, ready at once: texts are part of the program, nothing is fetched.
 * @param words what the site calls its stages
 * @param names what it calls what it sells; `nameIn` says them
 */
export function makeTranslator(language: Language, words = NO_WORDS, names = NO_NAMES): i18n {
  const instance = createInstance()
  void instance
    .use(initReactI18next)
    .use(platesAsOnCars(instance))
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: [...LANGUAGES],
      defaultNS: 'station',
      ns: ['station', NAMES],
      resources: Object.fromEntries(
        LANGUAGES.map((each) => [
          each,
          { station: { ...TEXTS[each], stage: stagesOf(each, words) }, [NAMES]: namesOf(each, names) },
        ]),
      ),
      interpolation: { prefix: '{', suffix: '}', escapeValue: false, alwaysFormat: true },
      initAsync: false,
      react: { useSuspense: false },
    })
  return instance
}

/** No text says a plate as it was typed, whoever puts it in; where a car has none (`null`), it says that. */
const platesAsOnCars = (translator: i18n): FormatterModule => ({
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format(value, _format, _language, { interpolationkey } = {}) {
    if (interpolationkey !== 'plate' || value === undefined) return value
    return value === null ? translator.t('cashier.noPlate') : plateText(value)
  },
})

/** Whether a site's own words and names change anything of what is said in a language. */
export const saysOther = (language: Language, words = NO_WORDS, names = NO_NAMES): boolean =>
  ownWords(language, words).length > 0 ||
  Object.entries(names).some(([name, { [language]: given }]) => given !== undefined && given !== name)

function namesOf(language: Language, names: SiteNames) {
  return Object.fromEntries(Object.entries(names).map(([name, { [language]: given }]) => [name, given ?? name]))
}

const ownWords = (language: Language, words: readonly StageWord[]) =>
  words.filter((each) => each.language === language && each.word.trim() !== '')

const stagesOf = (language: Language, words: readonly StageWord[]) => ({
  ...TEXTS[language].stage,
  ...Object.fromEntries(ownWords(language, words).map(({ stage, word }) => [stage, word])),
})
