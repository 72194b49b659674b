'use client'

import { RefreshCw } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnectionHealth } from '@/lib/sync'
import { useNow } from '@/lib/ui/clock'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { useLiveFormat } from './look'
import { usePageOpening } from './page-opening'

/** What each link's breaking is called. */
const BROKEN = {
  network: 'network',
  way: 'server_unreachable',
  server: 'server',
  server_disk: 'server_disk',
} as const

/** A hitch shorter than this is not worth moving the page for, milliseconds. */
const LASTING_MS = 2_000

/** Says from when the picture is and why it is not live, with the way out: refresh by hand, sign in, load again. */
export function StaleBanner({ drawnAt }: { readonly drawnAt: string }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const now = useNow(30_000)
  const path = usePathname()
  const { freshness, brokenLink } = useConnectionHealth()
  const { refreshing, refresh } = usePageOpening()
  const lasting = useLasting(freshness.kind === 'stale')
  if (freshness.kind !== 'stale' || !lasting) return null

  const known = freshness.since !== null && freshness.since > drawnAt ? freshness.since : drawnAt
  const asOf = t('live.stale.asOf', { time: format.time(known, now) })
  if (freshness.cause === 'unauthorized') {
    return (
      <StaleMessage title={t('live.stale.signedOut')} tone="bad" text={`${asOf} ${t('live.stale.signInAgain')}`}>
        <a
          href={`/station/sign-in?to=${path}`}
          className="min-target inline-flex shrink-0 items-center rounded-md bg-accent px-4 font-semibold text-on-accent"
        >
          {t('signIn.submit')}
        </a>
      </StaleMessage>
    )
  }
  if (freshness.cause === 'journal_failed') {
    return (
      <StaleMessage title={t('live.stale.storage')} tone="bad" text={`${asOf} ${t('live.stale.freeSpace')}`}>
        <Button onPress={() => location.reload()}>{t('error.reload')}</Button>
      </StaleMessage>
    )
  }
  const unanswered = refreshing === 'unanswered'
  const wayOut = unanswered ? t('live.stale.noAnswer') : t('live.stale.byItself')
  return (
    <StaleMessage
      title={t('live.stale.title')}
      tone={unanswered ? 'bad' : 'warn'}
      text={[asOf, brokenLink && t(`offline.title.${BROKEN[brokenLink.link]}`), wayOut].filter(Boolean).join(' ')}
    >
      <Button icon={RefreshCw} isPending={refreshing === 'busy'} onPress={() => void refresh()}>
        {t('live.stale.refresh')}
      </Button>
    </StaleMessage>
  )
}

interface StaleMessageProps {
  readonly title: string
  readonly tone: 'warn' | 'bad'
  readonly text: string
  readonly children: ReactNode
}

/** A page that is not live, and the way out. */
export function StaleMessage({ title, tone, text, children }: StaleMessageProps) {
  return (
    <div className="[&>div]:max-md:flex-wrap [&_svg]:max-md:self-start">
      <Banner tone={tone} title={title} action={children}>
        {text}
      </Banner>
    </div>
  )
}

/** True once `state` has lasted; false at once when it ends. */
function useLasting(state: boolean): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!state) {
      setLasting(false)
      return
    }
    const timer = setTimeout(() => setLasting(true), LASTING_MS)
    return () => clearTimeout(timer)
  }, [state])
  return lasting
}
