import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button'
import { Dialog } from '../../design/Dialog'
import { useDocument, useSite } from '../../store/use-station'
import { useBayActs } from '../use-bay-acts'

/** Asks which free bay takes the order. Closed while `orderID` is `null`. */
export function BayChooser({ orderID, onClose }: { readonly orderID: string | null; readonly onClose: () => void }) {
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
      {orderID !== null && <FreeBays orderID={orderID} plate={plate} onClose={onClose} />}
    </Dialog>
  )
}

function FreeBays({
  orderID,
  plate,
  onClose,
}: {
  readonly orderID: string
  readonly plate: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const acts = useBayActs()
  const free = useSite()
    .bays.filter((bay) => bay.status === 'available' && bay.orderID === null)
    .sort((a, b) => a.position - b.position)
  if (free.length === 0) return <p>{t('queuePanel.noBay')}</p>
  return (
    <div className="grid grid-cols-2 gap-3">
      {free.map((bay) => (
        <Button
          key={bay.bayId}
          size="large"
          subject={free.map(({ bayId }) => bayId).join()}
          onPress={() => {
            acts.take(bay, { orderID, plate })
            onClose()
          }}
        >
          {bay.name}
        </Button>
      ))}
    </div>
  )
}
