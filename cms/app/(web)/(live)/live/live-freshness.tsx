'use client'

import { Check, CloudOff, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useConnectionHealth } from '@/lib/sync'
import { classNames } from '@/lib/ui/design/class-names'
import { useLiveFormat } from './look'

/** What this page may claim of its picture: current, catching up, or stale since when. */
export function LiveFreshness() {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { freshness, status } = useConnectionHealth()
  const [icon, tone, text] = words()
  return (
    <FreshnessMark icon={icon} tone={tone}>
      {text}
    </FreshnessMark>
  )

  function words(): readonly [LucideIcon, string, string] {
    if (freshness.kind === 'current') return [Check, 'text-good', t('fresh.current')]
    if (freshness.kind === 'catching_up') {
      return [LoaderCircle, 'text-active', t('fresh.catchingUp', { count: freshness.behind })]
    }
    if (freshness.since !== null) {
      return [CloudOff, 'text-warn', t('fresh.staleSince', { time: format.time(freshness.since) })]
    }
    // Until the engine has started there is nothing to warn of: the server drew the page a moment ago.
    const starting = status === 'connecting' || freshness.cause === 'not_connected'
    return starting
      ? [LoaderCircle, 'text-ink-soft', t('fresh.connecting')]
      : [CloudOff, 'text-warn', t('live.stale.chip')]
  }
}

interface FreshnessMarkProps {
  readonly icon: LucideIcon
  /** Class of its colour. */
  readonly tone: string
  readonly children: string
}

/** How fresh a page is, at the end of its head. */
export function FreshnessMark({ icon: Icon, tone, children }: FreshnessMarkProps) {
  const { t } = useTranslation()
  return (
    <output
      aria-label={t('fresh.label')}
      className={classNames(
        'tabular inline-flex items-center gap-1.5 whitespace-nowrap px-2 font-medium text-sm',
        tone,
      )}
    >
      <Icon aria-hidden className="size-4" strokeWidth={2.5} />
      {children}
    </output>
  )
}
