'use client'

import { useTranslation } from 'react-i18next'
import type { Bay } from '@/lib/domain'

/** Why nothing is washed here, where there is something to say. */
export function BayReason({ bay }: { readonly bay: Bay }) {
  const { t } = useTranslation()
  if (bay.status === 'available') return <span className="text-ink-faint text-sm">{t('live.bays.free')}</span>
  if (!bay.statusReason) return null
  const key = `bayReason.${bay.statusReason}` as 'bayReason.other'
  // A reason that somebody typed stands as it was typed.
  const text = t(key)
  return <span className="text-ink-soft text-sm">{text === key ? bay.statusReason : text}</span>
}
