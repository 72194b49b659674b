import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from '@/lib/domain/languages'
import type { StageWord } from '@/lib/domain/site'
import { TEXTS } from './texts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'station'
    resources: { station: (typeof TEXTS)['en'] }
    interpolationPrefix: '{'
    interpolationSuffix: '}'
  }
}

/**
 * A translator of its own for each page, ready at once: texts are part of the program, nothing is fetched.
 * @param words what the site calls its stages
 */
export function makeTranslator(language: Language, words: readonly StageWord[] = []): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    defaultNS: 'station',
    ns: ['station'],
    resources: Object.fromEntries(
      LANGUAGES.map((each) => [each, { station: { ...TEXTS[each], stage: stagesOf(each, words) } }]),
    ),
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  })
  return instance
}

function stagesOf(language: Language, words: readonly StageWord[]) {
  const own = words.filter((each) => each.language === language && each.word.trim() !== '')
  return { ...TEXTS[language].stage, ...Object.fromEntries(own.map(({ stage, word }) => [stage, word])) }
}
