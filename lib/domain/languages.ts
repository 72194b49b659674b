interface Spoken {
  /** In its own words. */
  readonly name: string
  /** As the page declares it, for typefaces and for whoever reads aloud. */
  readonly tag: string
  /** Of numbers, money and times; one that writes them as Malaysia does (`1,234.50`, `10:42`), as the customers read them. */
  readonly locale: string
}

/** The languages the product speaks, by their codes; everything that lists languages takes them from here. */
export const SPOKEN = {
  en: { name: 'English', tag: 'en', locale: 'en-MY' },
  ms: { name: 'Bahasa Melayu', tag: 'ms', locale: 'ms-MY' },
  zh: { name: '简体中文', tag: 'zh-Hans', locale: 'zh-CN' },
  ta: { name: 'தமிழ்', tag: 'ta', locale: 'ta-MY' },
} as const satisfies Readonly<Record<string, Spoken>>

export type Language = keyof typeof SPOKEN
export const LANGUAGES = Object.keys(SPOKEN) as Language[]

/** The language for a tag such as `zh-Hans-MY`; English for one that is not there. */
export function toLanguage(tag: string | null | undefined): Language {
  const base = tag?.toLowerCase().split('-')[0]
  return LANGUAGES.find((language) => language === base) ?? 'en'
}
