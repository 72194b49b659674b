import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { useDocument, useSite } from '../store/use-station'
import { useBayActs } from './use-bay-acts'

interface BayChooserProps {
  /** Closed while it is `null`. */
  readonly orderID: string | null
  /** The bay the car stood in as this was asked; `null` for one that waits. What came between, the rules tell. */
  readonly from: string | null
  readonly onClose: () => void
}

/** Asks which free bay takes the order, out of its queue or out of another bay. */
export function BayChooser({ orderID, from, onClose }: BayChooserProps) {
  const { t } = useTranslation()
  const order = useDocument('order', orderID)
  const plate = order?.vehicle?.plate ?? orderID ?? ''
  return (
    <Dialog
      open={orderID !== null}
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('queuePanel.chooseBay', { plate })}
    >
      {orderID !== null && <FreeBays orderID={orderID} from={from} plate={plate} onClose={onClose} />}
    </Dialog>
  )
}

interface FreeBaysProps {
  readonly orderID: string
  readonly from: string | null
  readonly plate: string
  readonly onClose: () => void
}

function FreeBays({ orderID, from, plate, onClose }: FreeBaysProps) {
  const { t } = useTranslation()
  const acts = useBayActs()
  const free = useSite()
    .bays.filter((bay) => bay.status === 'available' && bay.orderID === null)
    .sort((a, b) => a.position - b.position)
  if (free.length === 0) return <p>{t('queuePanel.noBay')}</p>
  const car = { orderID, plate }
  return (
    <>
      {from !== null && <p className="mb-4 text-ink-soft">{t('bay.moveText')}</p>}
      <div className="grid grid-cols-2 gap-3">
        {free.map((bay) => (
          <Button
            key={bay.bayId}
            size="large"
            subject={free.map(({ bayId }) => bayId).join()}
            onPress={() => {
              if (from === null) acts.take(bay, car)
              else acts.move(from, bay, car)
              onClose()
            }}
          >
            {bay.name}
          </Button>
        ))}
      </div>
    </>
  )
}
