import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  isFreeWash,
  isWholeOrder,
  type Order,
  orderMinutes,
  type SeenOrder,
  shownNumber,
  stageToSay,
  toPay,
} from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { LineName } from '@/lib/ui/design/LineName'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { paymentWords } from '@/lib/ui/words/payment-words'
import { PAYMENT_LOOKS, paymentToSay, STAGE_LOOKS } from '@/lib/ui/words/states'
import { useDocument } from '../../store/use-station'
import { CustomerLine } from './CustomerLine'
import { PaymentList } from './PaymentList'

export function SectionTitle({ children }: { readonly children: string }) {
  return <h3 className="mb-2.5 font-semibold text-ink-soft text-sm">{children}</h3>
}

interface OrderHeadProps {
  readonly order: SeenOrder
  /** Of another day: its date is told. */
  readonly isPast?: boolean
}

/** Which car, whose, and how far it is. */
export function OrderHead({ order, isPast = false }: OrderHeadProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(30_000)
  const born = (at: string) => (isPast ? format.moment(at) : format.time(at, now))
  const bay = useDocument('bay', order.bayId)
  const stage = STAGE_LOOKS[stageToSay(order)]
  const { createdAt, vehicle } = order
  const paymentStatus = paymentToSay(order)
  const payment = paymentStatus && PAYMENT_LOOKS[paymentStatus]
  const { takenAs } = order
  const taken = (name: string) => t('order.takenAs', { number: shownNumber(name) })
  return (
    <section className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <Plate plate={vehicle?.plate} size="large" />
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-x-4 text-ink-soft">
          <span>
            {[vehicle?.type && t(`vehicle.${vehicle.type}`), vehicle?.make, vehicle?.colour]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {isWholeOrder(order) && <CustomerLine order={order} />}
        </p>
        <p className="flex flex-wrap items-center gap-1.5">
          <StateChip tone={stage.tone} icon={stage.icon}>
            {t(`stage.${stageToSay(order)}`)}
          </StateChip>
          {payment && (
            <StateChip tone={payment.tone} icon={payment.icon}>
              {paymentWords(order, t)}
            </StateChip>
          )}
          <span className="tabular text-ink-faint text-sm">
            {takenAs && `${takenAs === order.orderID ? t('order.notNumbered') : taken(takenAs)} · `}
            {bay && `${t('order.inBay', { bay: bay.name })} · `}
            {order.queue && `${t('order.inQueue', { queue: t(`queue.${order.queue}`) })} · `}
            {createdAt && t('order.createdAt', { time: born(createdAt) })}
          </span>
        </p>
      </div>
    </section>
  )
}

/** What was ordered, what it costs, and each time money changed hands. */
export function OrderLines({ order, onChange }: { readonly order: Order; readonly onChange?: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = (sen: number) => format.money(sen, order.currency)
  const due = toPay(order)
  return (
    <section>
      <div className="flex items-center justify-between gap-3">
        <SectionTitle>{t('order.services')}</SectionTitle>
        {onChange && (
          <Button look="quiet" icon={Pencil} onPress={onChange}>
            {t('order.changeAsk')}
          </Button>
        )}
      </div>
      <table className="tabular w-full">
        <tbody>
          {order.services.map((line) => (
            <tr key={line.serviceId} className="border-line border-b align-top">
              <th scope="row" className="py-2 text-start font-medium">
                <LineName {...line} />
              </th>
              <td className="whitespace-nowrap py-2 text-end text-ink-faint">{format.minutes(line.minutes)}</td>
              <td className="w-32 py-2 text-end">{money(line.price)}</td>
            </tr>
          ))}
          {order.discount > 0 && (
            <tr className="border-line border-b">
              <th scope="row" className="py-2 text-start font-normal text-ink-soft">
                {t(isFreeWash(order) ? 'freeWash.name' : 'order.discount')}
                {order.discountReason && !isFreeWash(order) && (
                  <span className="block break-words text-ink-faint text-sm">{order.discountReason}</span>
                )}
              </th>
              <td />
              <td className="py-2 text-end">{money(-order.discount)}</td>
            </tr>
          )}
          {order.rounding !== undefined && order.rounding !== 0 && (
            <tr className="border-line border-b text-ink-soft">
              <th scope="row" className="py-2 text-start font-normal">
                {t('order.rounding')}
              </th>
              <td />
              <td className="py-2 text-end">{money(order.rounding)}</td>
            </tr>
          )}
          <tr>
            <th scope="row" className="py-2 text-start font-semibold">
              {t('order.total')}
            </th>
            <td className="whitespace-nowrap py-2 text-end text-ink-faint">{format.minutes(orderMinutes(order))}</td>
            <td className="py-2 text-end font-semibold text-lg">{money(order.totalAmount)}</td>
          </tr>
          {order.paidAmount !== 0 && (
            <tr className="text-ink-soft text-sm">
              <th scope="row" className="text-start font-normal">
                {t('order.paid')}
                {due > 0 && ` · ${t('order.due')}`}
              </th>
              <td />
              <td className="text-end">
                {money(order.paidAmount)}
                {due > 0 && ` · ${money(due)}`}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <PaymentList order={order} />
    </section>
  )
}

/** What the customer wished. */
export function CustomerNotes({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  if (!order.customerNotes) return null
  return (
    <div>
      <SectionTitle>{t('order.notes')}</SectionTitle>
      <p className="whitespace-pre-wrap rounded-md bg-sunken px-3 py-2">{order.customerNotes}</p>
    </div>
  )
}
