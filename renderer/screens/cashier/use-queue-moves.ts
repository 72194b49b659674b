import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueId } from '@/lib/domain'
import { useAct } from '../../frame/use-act'
import { useStore } from '../../store/use-station'

/** Which car it then stands before; `undefined` is the end of the queue. */
type Place = (waiting: readonly string[], own: number) => string | undefined

export const UP: Place = (waiting, own) => waiting[own - 1]
export const DOWN: Place = (waiting, own) => waiting[own + 2]
export const FRONT: Place = (waiting) => waiting[0]
export const END: Place = () => undefined

export interface WaitingCar {
  readonly orderID: string
  readonly plate: string
}

/** `from` is the queue the car stands in; `null` for one in none. */
export type QueueMove = (car: WaitingCar, from: QueueId | null, to: QueueId, place: Place) => void

/** Moves a waiting car, with the way back to where it stood. One and the same function for all rows of a list. */
export function useQueueMoves(): QueueMove {
  const { t } = useTranslation()
  const act = useAct()
  const store = useStore()
  return useCallback(
    ({ orderID, plate }, from, to, place) => {
      /** The queue as it stands when the person taps. */
      const waiting = store.get('queue', from ?? to)?.entries.map((entry) => entry.orderID) ?? []
      const own = waiting.indexOf(orderID)
      const after = waiting[own + 1] ?? null
      const before = place(waiting, own) ?? null
      void act(
        'queue.move',
        { orderID, queue: to, before },
        {
          said: t('toast.queueMoved', { plate }),
          ...(from && { undo: () => void act('queue.move', { orderID, queue: from, before: after }) }),
        },
      )
    },
    [t, act, store],
  )
}
