import type { Language } from '@/lib/languages'

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ms: 'Bahasa Melayu',
  zh: '简体中文',
  ta: 'தமிழ்',
}

/** Locale of numbers, money and times. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-MY', ms: 'ms-MY', zh: 'zh-CN', ta: 'ta-MY' }
