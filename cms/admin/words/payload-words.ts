import en from '@/lib/ui/i18n/en.json'
import ta from '@/lib/ui/i18n/ta.json'
import zh from '@/lib/ui/i18n/zh.json'

const ours = ({ web: { missing, start } }: Pick<typeof en, 'web'>) => ({
  general: { nothingFound: missing.title, sorryNotFound: missing.text, backToDashboard: start },
})

/** The product's words in place of Payload's. */
export const payloadWords = { en: ours(en), zh: ours(zh), ta: ours(ta) }
