import { CircleAlert, CircleCheck, Clock, MessageCircleOff } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isProvisional, type SeenOrder, shownNumber } from '@/lib/domain'
import { digitsOf } from '@/lib/domain/rules/bare-text'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState, Skeleton } from '@/lib/ui/design/EmptyState'
import { StateChip } from '@/lib/ui/design/StateChip'
import { whatsappChat } from '@/lib/ui/format/phone'
import { QrCode } from '../../frame/QrCode'
import { useAct } from '../../frame/use-act'
import { useDocument } from '../../store/use-station'
import { useCatalogue } from './use-catalogue'

/** The customer's QR code: opens a WhatsApp chat with the site about this order, and tells live when they came. */
export function QrPanel({ orderID }: { readonly orderID: string }) {
  const { t } = useTranslation()
  const act = useAct()
  const catalogue = useCatalogue()
  const order = useDocument('order', orderID)
  const number = catalogue.kind === 'ready' ? catalogue.catalogue.whatsappNumber : null
  const named = order ? namesOf(order) : shownNumber(orderID)
  const shown = order !== undefined && number !== null
  // Of an order that the server has yet to take nothing is noted: were it refused, the note would be refused after it.
  const noted = (order?.qrCodeGenerated ?? true) || isProvisional(order?.orderID ?? orderID)
  useEffect(() => {
    if (shown && !noted) void act('order.setStatus', { orderID, qrCodeGenerated: true })
  }, [shown, noted, orderID, act])

  if (catalogue.kind === 'loading') return <Skeleton className="mx-auto size-64" />
  if (catalogue.kind === 'failed') {
    return (
      <EmptyState
        icon={CircleAlert}
        title={t('newOrder.loadError')}
        action={<Button onPress={catalogue.retry}>{t('app.retry')}</Button>}
      >
        {t('newOrder.loadErrorText')}
      </EmptyState>
    )
  }
  if (number === null) {
    return (
      <EmptyState
        icon={MessageCircleOff}
        title={t('whatsappSetup.title')}
        action={<Button onPress={catalogue.retry}>{t('whatsappSetup.again')}</Button>}
      >
        {t('whatsappSetup.where')}
      </EmptyState>
    )
  }
  return (
    <figure className="flex flex-col items-center gap-3">
      <QrCode
        className="size-64 rounded-md"
        text={whatsappChat(digitsOf(number), t('qr.message', { orderID: named }))}
        label={t('qr.alt', { orderID: named })}
      />
      <figcaption className="flex flex-col items-center gap-2">
        <span className="font-medium">{t('qr.scan')}</span>
        {order?.whatsappLinked ? (
          <StateChip large tone="good" icon={CircleCheck}>
            {t('qr.linked')}
          </StateChip>
        ) : (
          <StateChip large icon={Clock}>
            {t('qr.waiting')}
          </StateChip>
        )}
      </figcaption>
    </figure>
  )
}

/** What the order is called, at the server and where it was taken: either is what the customer may have in hand. */
const namesOf = ({ orderID, takenAs }: Pick<SeenOrder, 'orderID' | 'takenAs'>): string =>
  [...new Set([orderID, takenAs ?? orderID].map(shownNumber))].join(' / ')
