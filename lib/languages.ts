/** The languages the product speaks, by their codes; everything that lists languages takes them from here. */
export const LANGUAGES = ['en', 'ms', 'zh', 'ta'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language for a tag such as `zh-Hans-MY`; English for one that is not there. */
export function toLanguage(tag: string | null | undefined): Language {
  const base = tag?.toLowerCase().split('-')[0]
  return LANGUAGES.find((language) => language === base) ?? 'en'
}
