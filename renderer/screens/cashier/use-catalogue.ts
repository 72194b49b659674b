import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { Catalogue } from '@/lib/domain'
import { useHost } from '../../host'
import { useStatus } from '../../store/use-station'

export type CatalogueState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly catalogue: Catalogue }

/** The station's price list as last read, and who tells it of one that was read since. `undefined` where there is none yet. */
export const CatalogueContext = createContext<{
  readonly known: Catalogue | undefined
  readonly onRead: (catalogue: Catalogue) => void
}>({ known: undefined, onRead: () => {} })

/** Whether new orders have to wait for the server: there is neither one nor a price list of it kept here. */
export function useLacksCatalogue(): boolean {
  const { known } = useContext(CatalogueContext)
  const { freshness, connectionState } = useStatus()
  // A page that has just been opened asks for both: neither is missing yet.
  const asksFirst = connectionState === 'connecting' && freshness.kind === 'stale' && freshness.since === null
  return freshness.kind === 'stale' && !asksFirst && known === undefined
}

/** The price list as it is known, read anew when it is needed; `retry` after a failure. */
export function useCatalogue(wanted = true): CatalogueState & { readonly retry: () => void } {
  const host = useHost()
  const { known, onRead } = useContext(CatalogueContext)
  const [state, setState] = useState<'loading' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again
  useEffect(() => {
    if (!wanted) return
    let current = true
    host.catalogue().then(
      (catalogue) => onRead(catalogue),
      () => current && setState('failed'),
    )
    return () => {
      current = false
    }
  }, [host, wanted, attempt, onRead])
  const retry = useCallback(() => {
    setState('loading')
    setAttempt((count) => count + 1)
  }, [])
  return known ? { kind: 'ready', catalogue: known, retry } : { kind: state, retry }
}

/** Whether the site rounds what is due in cash, as far as it is known here. */
export function useCashRounding(): Pick<Catalogue, 'cashRounding'> {
  return useContext(CatalogueContext).known ?? { cashRounding: false }
}

/** Of how many visits one wash is free, and which services count, as far as it is known here. */
export function useFreeWashes(): { readonly every: number; readonly services: Catalogue['services'] } {
  const { known } = useContext(CatalogueContext)
  return { every: known?.freeWashEvery ?? 0, services: known?.services ?? [] }
}
