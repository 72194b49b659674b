import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { StationBridge } from '@/preload/contract'
import { useToasts } from './Toasts'

/** Tells the person at a desktop station that something failed inside it, and what becomes of it. */
export function StationTrouble({ bridge }: { readonly bridge: StationBridge }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  useEffect(
    () => bridge.on('app:trouble', ({ restarts }) => toasts.error(t(restarts ? 'trouble.restarts' : 'trouble.goesOn'))),
    [bridge, toasts, t],
  )
  return null
}
