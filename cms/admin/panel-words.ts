import en from '@/renderer/i18n/en.json'
import ta from '@/renderer/i18n/ta.json'
import zh from '@/renderer/i18n/zh.json'

const ours = ({ web: { missing, start } }: Pick<typeof en, 'web'>) => ({
  general: { nothingFound: missing.title, sorryNotFound: missing.text, backToDashboard: start },
})

/** What Payload would say in words of its own, in those of the product. */
export const panelWords = { en: ours(en), zh: ours(zh), ta: ours(ta) }
