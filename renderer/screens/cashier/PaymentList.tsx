import { useTranslation } from 'react-i18next'
import type { Order } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { useFormat } from '@/lib/ui/format/use-format'
import { actorWords } from '@/lib/ui/words/event-words'
import { METHOD_NAMES } from '@/lib/ui/words/payment-words'
import { usePeople } from '../use-people'

const MINUTE_MS = 60_000

/** Each time money changed hands for the order: in which way, when, who took it or gave it back. */
export function PaymentList({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = usePeople()
  const now = useNow(MINUTE_MS)
  const money = (sen: number) => format.money(sen, order.currency)
  const { payments = [] } = order
  if (payments.length === 0) return null
  return (
    <ul aria-label={t('order.payments')} className="tabular mt-2 flex flex-col text-ink-soft text-sm">
      {payments.map(({ paymentId, at, method, amount, change, by }) => (
        <li key={paymentId} className="flex flex-wrap items-baseline gap-x-3 py-0.5">
          <time dateTime={at}>{format.time(at, now)}</time>
          <span className="min-w-0 grow">
            {[
              amount < 0 ? t('order.givenBack') : null,
              method && t(METHOD_NAMES[method]),
              by && actorWords(by, people, t),
              change > 0 ? t('order.changeGiven', { given: money(amount + change), change: money(change) }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span>{money(amount)}</span>
        </li>
      ))}
    </ul>
  )
}
