import { Check, CloudOff, LoaderCircle, RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '@/lib/sync/engine'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { classNames } from '@/lib/ui/design/class-names'
import { useFormat } from '@/lib/ui/format/use-format'
import { useSource } from '../store/use-command'
import { useStatus } from '../store/use-station'
import { Unsettled } from './Unsettled'

/** What the screen may claim of its picture, always in sight: current, catching up, or stale since when. */
export function Freshness({ large = false }: { readonly large?: boolean }) {
  const { t } = useTranslation()
  const status = useStatus()
  const source = useSource()
  return (
    <div className="flex min-w-0 flex-wrap items-center justify-end gap-x-2 max-md:flex-nowrap">
      <FreshnessText status={status} large={large} />
      <Unsettled />
      <Button look="quiet" icon={RefreshCw} onPress={() => void source.syncNow()} aria-label={t('fresh.syncNow')}>
        <span className="max-lg:sr-only">{t('fresh.syncNow')}</span>
      </Button>
    </div>
  )
}

/** The freshness line alone, for screens without controls. */
export function FreshnessText({ status, large = false }: { readonly status: SyncStatus; readonly large?: boolean }) {
  const { t } = useTranslation()
  const now = useNow(60_000)
  const format = useFormat()
  const { freshness } = status
  const counting = useSaid(freshness.kind) && freshness.kind === 'catching_up'
  const [Icon, tone, text] =
    freshness.kind === 'current'
      ? ([Check, 'text-good', t('fresh.current')] as const)
      : freshness.kind === 'catching_up'
        ? ([LoaderCircle, 'text-active', t('fresh.catchingUp', { count: freshness.behind })] as const)
        : ([
            CloudOff,
            'text-warn',
            freshness.since === null
              ? t(status.connectionState === 'connecting' ? 'fresh.connecting' : 'fresh.staleNever')
              : t('fresh.staleSince', { time: format.time(freshness.since, now) }),
          ] as const)
  return (
    <output
      aria-label={t('fresh.label')}
      aria-live={counting ? 'off' : 'polite'}
      className={classNames(
        'tabular inline-flex items-center gap-1.5 whitespace-nowrap font-medium',
        large ? 'text-lg' : 'text-sm',
        tone,
      )}
    >
      <Icon aria-hidden className={large ? 'size-6' : 'size-4'} strokeWidth={2.5} />
      {text}
    </output>
  )
}

/** True once `kind` has been drawn, and so read out: that the screen catches up is news, how far it has come is not. */
function useSaid(kind: SyncStatus['freshness']['kind']): boolean {
  const [said, setSaid] = useState<typeof kind | null>(null)
  useEffect(() => setSaid(kind), [kind])
  return said === kind
}
