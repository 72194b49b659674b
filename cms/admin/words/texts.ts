import texts from './texts.json'

/**
 * The panel's words, by the English ones. Payload ships English, Chinese and Tamil; Malay speakers get English here and
 * Malay at the stations.
 */
export type PanelText = keyof typeof texts
export type PanelLanguage = 'en' | 'zh' | 'ta'
export type InPanelLanguages = Readonly<Record<PanelLanguage, string>>

/** Words of a list of choices, by value. */
export type ChoiceWords = Readonly<Record<string, InPanelLanguages | undefined>>

const isText = (text: string): text is PanelText => Object.hasOwn(texts, text)

/** Whatever language it is looked at in. A text that nobody has put into words is shown in English. */
export const inPanelLanguages = (text: string): InPanelLanguages =>
  isText(text) ? { en: text, ...texts[text] } : { en: text, zh: text, ta: text }

/** @param params what stands in braces in the text */
export function sayInPanel(
  language: string,
  text: PanelText,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const said = inPanelLanguages(text)[language as PanelLanguage] ?? text
  return said.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** What a value of a list of choices is called, by the words that came along; the value itself where it has none. */
export function sayChoice(language: string, words: ChoiceWords | undefined, value: string): string {
  const said = words?.[value]
  return said?.[language as PanelLanguage] ?? said?.en ?? value.replaceAll('_', ' ')
}
