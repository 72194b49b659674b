import { useTranslation } from 'react-i18next'
import type { SeenBay } from '@/lib/domain'
import { type ActOptions, useAct } from '../frame/use-act'
import { useStore } from '../store/use-station'

export interface Car {
  readonly orderID: string
  readonly plate: string
}

/** A car into a bay, on to another one, and out again as long as its wash has not begun. */
export function useBayActs() {
  const { t } = useTranslation()
  const act = useAct()
  const store = useStore()
  const release = (bayId: string, { orderID, plate }: Car) =>
    void act('bay.release', { bayId, orderID }, { said: t('toast.released', { plate }) })
  const move = (bayId: string, toBayId: string, { orderID }: Car, said?: ActOptions) =>
    void act('bay.move', { bayId, toBayId, orderID }, said)
  return {
    take: (bay: SeenBay, car: Car) =>
      void act(
        'bay.assign',
        { bayId: bay.bayId, orderID: car.orderID, stage: store.get('order', car.orderID)?.stage },
        {
          said: t('toast.assigned', { plate: car.plate, bay: bay.name }),
          undo: () => release(bay.bayId, car),
        },
      ),
    /** To another bay, its job with it; back again is the same way. */
    move: (from: string, to: SeenBay, car: Car) =>
      move(from, to.bayId, car, {
        said: t('toast.assigned', { plate: car.plate, bay: to.name }),
        undo: () => move(to.bayId, from, car),
      }),
    release,
  }
}
