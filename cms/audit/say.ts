import { LANGUAGES, type Language } from '@/lib/domain/languages'
import { TEXTS } from '@/lib/ui/i18n/texts'
import { inPanelLanguages } from '../admin/words/texts'
import { inWords } from '../collections/in-words'
import type { AuditKind } from './kinds'
import { FACTS, PANEL_IN_MALAY, PHRASES, TYPED } from './words'

type Words = ReadonlyMap<string, string>

/** What the station's screens have words for too: an entry says them as they do. */
function shared(language: Language, of: 'vehicle' | 'stage') {
  const said: Readonly<Record<string, string>> = TEXTS[language][of]
  return Object.entries(TEXTS.en[of]).map(([key, english]) => [english, said[key] ?? english] as const)
}

function ours(language: Language, words: Readonly<Record<string, readonly string[]>>) {
  const at = (['ms', 'zh', 'ta'] as readonly string[]).indexOf(language)
  return Object.entries(words).map(([english, others]) => [english, others[at] ?? english] as const)
}

const inLanguages = (make: (language: Language) => Words) =>
  Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, Words>

const NAMES = inLanguages((language) => new Map([...shared(language, 'vehicle'), ...ours(language, FACTS)]))
const SAID = inLanguages((language) => new Map([...shared(language, 'stage'), ...ours(language, PHRASES)]))

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** Where a fact begins. A longer name before one that it begins with. */
const FACT = new RegExp(
  `(^|, )(${[...NAMES.en.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')}): `,
  'g',
)

const ASKED_BY: Readonly<Record<Language, string>> = {
  en: 'asked by',
  ms: 'diminta oleh',
  zh: '申请人',
  ta: 'கேட்டவர்',
}

const STATION: Readonly<Record<Language, string>> = { en: 'Station', ms: 'Stesen', zh: '工作站', ta: 'நிலையம்' }

/**
 * A subject, a before or an after of the trail, which keeps them in English, in another language. What it has no words for stays
 * as it is: an entry of another time, or what somebody has typed.
 */
export function sayAudit(text: string, language: Language): string {
  if (language === 'en') return text
  const phrase = (english: string) => SAID[language].get(english) ?? english
  const facts = [...text.matchAll(FACT)]
  if (facts[0]?.index === 0) {
    return facts
      .map((fact, place) => {
        const [whole, before = '', name = ''] = fact
        const value = text.slice(fact.index + whole.length, facts[place + 1]?.index)
        return `${before}${NAMES[language].get(name) ?? name}: ${TYPED.has(name) ? value : phrase(value)}`
      })
      .join('')
  }
  const [, asked, person] = /^(.+), asked by (.+)$/s.exec(text) ?? []
  if (asked && person) return `${phrase(asked)}, ${ASKED_BY[language]}: ${person}`
  const [, station] = /^Station (.+)$/s.exec(text) ?? []
  return station ? `${STATION[language]} ${station}` : phrase(text)
}

/** A word of the panel about the trail, also in Malay. */
export const sayOfTrail = (text: keyof typeof PANEL_IN_MALAY, language: Language): string =>
  language === 'ms' ? PANEL_IN_MALAY[text] : inPanelLanguages(text)[language]

/** What happened. */
export const sayAuditKind = (kind: AuditKind, language: Language): string =>
  sayOfTrail(inWords(kind) as keyof typeof PANEL_IN_MALAY, language)
