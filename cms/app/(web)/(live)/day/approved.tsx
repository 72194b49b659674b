'use client'

import { useTranslation } from 'react-i18next'
import { actorWords } from '@/lib/ui/words/event-words'
import { useSite } from '../live/site'

/** Who approved a line, after who did it; nothing where it took nobody. */
export function Approved({ by }: { readonly by: string | null }) {
  const { t } = useTranslation()
  const { people } = useSite()
  return by && <> · {t('day.approvedBy', { name: actorWords(by, people, t) })}</>
}
