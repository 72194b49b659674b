import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { SyncEvent } from '@/lib/domain'
import { chime } from '../../frame/chime'
import { useHost, useSettings } from '../../host'
import { useStore } from '../../store/use-station'

const NONE: ReadonlySet<string> = new Set()

export interface NewOrders {
  readonly count: number
  /** The person has looked. */
  readonly seen: () => void
}

export const NewOrdersContext = createContext<NewOrders>({ count: 0, seen: () => {} })

/** Orders that were initiated since the person last looked, at the desk or behind its settings. */
export const useNewOrders = (): NewOrders => useContext(NewOrdersContext)

/** Counts them, on the badge and in the title too, and chimes for them. Once, above all pages of the desk. */
export function useWatchForNewOrders(): NewOrders {
  const store = useStore()
  const host = useHost()
  const { settings } = useSettings()
  const { sounds } = settings
  const [fresh, setFresh] = useState(NONE)
  useEffect(() => {
    // What one has just typed oneself is no news.
    const takenHere = (event: SyncEvent) => event.eventType === 'order_created' && store.wasTakenHere(event.data.order)
    return store.onNews((events) => {
      const initiated = events.filter((event) => !takenHere(event)).flatMap(initiatedOrder)
      if (initiated.length === 0) return
      setFresh((before) => new Set([...before, ...initiated]))
      if (sounds) chime()
    })
  }, [store, sounds])
  const count = fresh.size
  useEffect(() => {
    const plain = document.title.replace(/^\(\d+\) /, '')
    document.title = count > 0 ? `(${count}) ${plain}` : plain
    host.badge(count)
    return () => {
      document.title = plain
      host.badge(0)
    }
  }, [count, host])
  const seen = useCallback(() => setFresh(NONE), [])
  return useMemo(() => ({ count, seen }), [count, seen])
}

/** The number of the order that the event begins, if it begins one. */
function initiatedOrder(event: SyncEvent): string[] {
  const begins =
    (event.eventType === 'order_created' && event.data.order.stage === 'initiated') ||
    ((event.eventType === 'stage_change' || event.eventType === 'order_stage_change') &&
      event.data.previousStage === 'empty' &&
      event.data.newStage === 'initiated')
  return begins && event.orderID ? [event.orderID] : []
}
