'use client'

import { useTranslation } from 'react-i18next'
import type { Bay } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { useFormat } from '@/lib/ui/format/use-format'

/** Why nothing is washed here and for how long, where there is something to say. */
export function BayReason({ bay }: { readonly bay: Bay }) {
  const { t } = useTranslation()
  if (bay.status === 'available') return <span className="text-ink-faint text-sm">{t('live.bays.free')}</span>
  if (!bay.statusReason) return null
  const key = `bayReason.${bay.statusReason}` as 'bayReason.other'
  // A reason that somebody typed stands as it was typed.
  const text = t(key)
  return (
    <span className="tabular text-ink-soft text-sm">
      {text === key ? bay.statusReason : text} · <Age since={bay.updatedAt} />
    </span>
  )
}

function Age({ since }: { readonly since: string }) {
  const format = useFormat()
  const now = useNow(30_000)
  return format.age(now - Date.parse(since))
}
