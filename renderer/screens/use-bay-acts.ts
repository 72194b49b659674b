import { useTranslation } from 'react-i18next'
import type { SeenBay } from '@/lib/sync/protocol'
import { useAct } from '../frame/use-act'

export interface Car {
  readonly orderID: string
  readonly plate: string
}

/** A car into a bay and out of it again, as long as its wash has not begun. */
export function useBayActs() {
  const { t } = useTranslation()
  const act = useAct()
  const release = (bayId: string, { orderID, plate }: Car) =>
    void act('bay.release', { bayId, orderID }, { said: t('toast.released', { plate }) })
  return {
    take: (bay: SeenBay, car: Car) =>
      void act(
        'bay.assign',
        { bayId: bay.bayId, orderID: car.orderID },
        {
          said: t('toast.assigned', { plate: car.plate, bay: bay.name }),
          undo: () => release(bay.bayId, car),
        },
      ),
    release,
  }
}
