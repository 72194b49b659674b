'use client'

import { MessageCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Order, shownNumber, stageToSay } from '@/lib/domain'
import { useBaysSync } from '@/lib/sync'
import { useNow } from '@/lib/ui/clock'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { paymentWords } from '@/lib/ui/words/payment-words'
import { PAYMENT_LOOKS, paymentToSay, STAGE_LOOKS } from '@/lib/ui/words/states'
import { Spoken } from '../../live/figures'
import { useLiveFormat } from '../../live/look'

/** Which car, whose, where it is, and how the order stands. */
export function OrderHead({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const now = useNow(30_000)
  const { bays } = useBaysSync()
  const { vehicle, customer } = order
  const bay = bays.find(({ bayId }) => bayId === order.bayId)
  const car = [vehicle && t(`vehicle.${vehicle.type}`), vehicle?.make, vehicle?.colour].filter(Boolean).join(' · ')
  const payment = paymentToSay(order)
  const owner = customer ? [customer.name, customer.phone].filter(Boolean).join(', ') : t('order.walkIn')
  const place = [
    order.takenAs && t('order.takenAs', { number: shownNumber(order.takenAs) }),
    bay && t('order.inBay', { bay: bay.name }),
    order.queue && t('order.inQueue', { queue: t(`queue.${order.queue}`) }),
    t('order.createdAt', { time: format.time(order.createdAt, now) }),
  ].filter(Boolean)
  return (
    <header className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <Plate plate={vehicle?.plate} size="large" />
      <div className="flex min-w-0 flex-col gap-1.5">
        <h1 className="font-semibold text-xl">{order.orderID}</h1>
        <p className="flex flex-wrap items-center gap-1.5">
          <StateChip {...STAGE_LOOKS[stageToSay(order)]}>{t(`stage.${stageToSay(order)}`)}</StateChip>
          {payment && <StateChip {...PAYMENT_LOOKS[payment]}>{paymentWords(order, t)}</StateChip>}
          {order.whatsappLinked && (
            <StateChip tone="good" icon={MessageCircle}>
              {t('cashier.linked')}
            </StateChip>
          )}
        </p>
      </div>
      <div className="min-w-0 text-ink-soft max-md:basis-full md:ms-auto md:text-end">
        <p>{[car, owner].filter(Boolean).join(' — ')}</p>
        <Spoken className="text-ink-faint text-sm">{place.join(' · ')}</Spoken>
      </div>
    </header>
  )
}
