import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { QUEUE_IDS, STAGES } from '@/lib/domain'
import { nameIn } from '@/lib/ui/words/names'

type Params = Readonly<Record<string, string | number>>

/** Names in a refusal that are words of the product, not of the site: each language has its own. */
const STAGE_NAMES = new Set(['from', 'to'])
const QUEUE_NAMES = new Set(['queue'])
/** What the site has given a name, in several languages perhaps. */
const SITE_NAMES = new Set(['service', 'option', 'step'])

/**
 * A rule's refusal in the person's language, by its key. `null` where the station knows no such rule (a newer server's),
 * or where what the text names did not come along and it would show its gaps.
 */
export function useReason() {
  const { t, i18n } = useTranslation()
  return useCallback(
    (key: string | undefined, params: Params = {}): string | null => {
      const known = key !== undefined && (i18n.exists(key) || i18n.exists(`${key}_other`))
      if (!known) return null
      const words: Record<string, string | number> = {}
      for (const [name, value] of Object.entries(params)) {
        const stage = STAGE_NAMES.has(name) ? STAGES.find((each) => each === value) : undefined
        const queue = QUEUE_NAMES.has(name) ? QUEUE_IDS.find((each) => each === value) : undefined
        const said = SITE_NAMES.has(name) ? nameIn(t, String(value)) : value
        words[name] = stage ? t(`stage.${stage}`) : queue ? t(`queue.${queue}`) : said
      }
      const text = (t as unknown as (key: string, words: object) => string)(key, words)
      return /\{\w+\}/.test(text) ? null : text
    },
    [t, i18n],
  )
}
