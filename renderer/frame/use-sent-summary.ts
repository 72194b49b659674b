import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatus, useStore } from '../store/use-station'
import { useToasts } from './Toasts'

/** One or two taps that were late need no summary. */
const WORTH_SAYING = 3

/** Once everything that waited has been answered: how much it was, and whether some of it needs a person. */
export function useSentSummary(): void {
  const { t } = useTranslation()
  const { freshness, pendingCommands, cursor } = useStatus()
  const store = useStore()
  const toasts = useToasts()
  const most = useRef(0)
  const isStale = freshness.kind === 'stale'
  const log = cursor?.epoch ?? null
  const followed = useRef(log)
  useEffect(() => {
    // What waited for another server is not sent by this one.
    if (followed.current !== null && followed.current !== log) most.current = 0
    followed.current = log
    if (isStale) most.current = Math.max(most.current, pendingCommands)
    if (isStale || pendingCommands > 0) return
    const count = most.current
    most.current = 0
    if (count < WORTH_SAYING) return
    const refused = store.refused.length
    const needs = refused > 0 ? ` ${t('attention.open', { count: refused })}` : ''
    toasts.note(t('outbox.sent', { count }) + needs)
  }, [isStale, pendingCommands, log, store, toasts, t])
}
