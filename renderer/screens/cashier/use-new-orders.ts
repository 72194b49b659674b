import { useCallback, useEffect, useState } from 'react'
import { useSettings } from '../../host'
import { useStore } from '../../store/use-station'
import { chime } from './chime'

/** Counts orders that came in since the person last looked, and chimes for them. */
export function useNewOrders(): { readonly count: number; readonly seen: () => void } {
  const store = useStore()
  const { settings } = useSettings()
  const { sounds } = settings
  const [count, setCount] = useState(0)
  useEffect(
    () =>
      store.onNews((events) => {
        const fresh = events.filter(
          (event) =>
            (event.eventType === 'order_created' && ['empty', 'initiated'].includes(event.data.order.stage)) ||
            (event.eventType === 'stage_change' && event.data.newStage === 'initiated'),
        )
        if (fresh.length === 0) return
        setCount((before) => before + fresh.length)
        if (sounds) chime()
      }),
    [store, sounds],
  )
  return { count, seen: useCallback(() => setCount(0), []) }
}
