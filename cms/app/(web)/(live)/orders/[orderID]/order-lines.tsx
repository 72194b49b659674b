'use client'

import { useTranslation } from 'react-i18next'
import type { Order } from '@/lib/domain'
import { isFreeWash, orderMinutes, toPay } from '@/lib/domain'
import { LineName } from '@/lib/ui/design/LineName'
import { Card } from '../../live/card'
import { Money, Spoken } from '../../live/figures'
import { useLiveFormat } from '../../live/look'

/** Services with their options, minutes and prices; what is paid and what is left to pay. */
export function OrderLines({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { currency } = order
  const due = toPay(order)
  return (
    <Card title={t('order.services')}>
      {order.services.length === 0 && <p className="mb-2 text-ink-faint text-sm">{t('live.order.noServices')}</p>}
      <table className="tabular w-full">
        <tbody>
          {order.services.map((line) => (
            <tr key={line.serviceId} className="border-line border-b align-top">
              <th scope="row" className="py-2 pe-3 text-start font-medium">
                <LineName {...line} />
              </th>
              <td className="py-2 text-end text-ink-faint text-sm">
                <Spoken className="whitespace-nowrap">{format.minutes(line.minutes)}</Spoken>
              </td>
              <td className="w-28 py-2 text-end">
                <Money sen={line.price} currency={currency} />
              </td>
            </tr>
          ))}
          {order.discount > 0 && (
            <Sum
              label={t(isFreeWash(order) ? 'freeWash.name' : 'order.discount')}
              sen={-order.discount}
              currency={currency}
            />
          )}
          {order.rounding !== undefined && order.rounding !== 0 && (
            <Sum label={t('order.rounding')} sen={order.rounding} currency={currency} />
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="py-2 text-start font-semibold">
              {t('order.total')}
            </th>
            <td className="py-2 text-end text-ink-faint text-sm">
              <Spoken className="whitespace-nowrap">{format.minutes(orderMinutes(order))}</Spoken>
            </td>
            <td className="py-2 text-end font-semibold text-lg">
              <Money sen={order.totalAmount} currency={currency} />
            </td>
          </tr>
          <Sum label={t('order.paid')} sen={order.paidAmount} currency={currency} />
          {due > 0 && <Sum label={t('order.due')} sen={due} currency={currency} strong />}
        </tfoot>
      </table>
    </Card>
  )
}

interface SumProps {
  readonly label: string
  readonly sen: number
  readonly currency: string
  readonly strong?: boolean
}

function Sum({ label, sen, currency, strong = false }: SumProps) {
  return (
    <tr className={strong ? 'font-semibold' : 'text-ink-soft'}>
      <th scope="row" colSpan={2} className={strong ? 'py-1.5 text-start' : 'py-1.5 text-start font-normal'}>
        {label}
      </th>
      <td className="py-1.5 text-end">
        <Money sen={sen} currency={currency} />
      </td>
    </tr>
  )
}
