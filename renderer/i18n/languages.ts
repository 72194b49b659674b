export const LANGUAGES = ['en', 'ms', 'zh', 'ta'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ms: 'Bahasa Melayu',
  zh: '简体中文',
  ta: 'தமிழ்',
}

/** Locale of numbers, money and times. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-MY', ms: 'ms-MY', zh: 'zh-CN', ta: 'ta-MY' }

/** The language for a tag such as `zh-Hans-MY`; English for one that is not there. */
export function toLanguage(tag: string | null | undefined): Language {
  const base = tag?.toLowerCase().split('-')[0]
  return LANGUAGES.find((language) => language === base) ?? 'en'
}
