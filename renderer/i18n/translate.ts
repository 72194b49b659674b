import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from '@/lib/languages'
import en from './en.json'
import ms from './ms.json'
import ta from './ta.json'
import zh from './zh.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'station'
    resources: { station: typeof en }
    interpolationPrefix: '{'
    interpolationSuffix: '}'
  }
}

type Texts = Readonly<Record<Language, object>>

/** A translator of its own for each page, ready at once: texts are part of the program, nothing is fetched. */
export function makeTranslator(language: Language): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    defaultNS: 'station',
    ns: ['station'],
    resources: { en: { station: en }, ms: { station: ms }, zh: { station: zh }, ta: { station: ta } } satisfies Texts,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  })
  return instance
}
