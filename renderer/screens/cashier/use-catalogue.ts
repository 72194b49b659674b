import { useCallback, useEffect, useState } from 'react'
import type { Catalogue } from '@/lib/sync/protocol'
import { useHost } from '../../host'

export type CatalogueState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly catalogue: Catalogue }

/** The price list, loaded when first needed; `retry` after a failure. */
export function useCatalogue(wanted = true): CatalogueState & { readonly retry: () => void } {
  const host = useHost()
  const [state, setState] = useState<CatalogueState>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again
  useEffect(() => {
    if (!wanted) return
    let current = true
    host.catalogue().then(
      (catalogue) => current && setState({ kind: 'ready', catalogue }),
      () => current && setState({ kind: 'failed' }),
    )
    return () => {
      current = false
    }
  }, [host, wanted, attempt])
  const retry = useCallback(() => {
    setState({ kind: 'loading' })
    setAttempt((count) => count + 1)
  }, [])
  return { ...state, retry }
}
