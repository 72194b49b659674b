import { MapPinOff, MessageCircle, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isWholeOrder, type PaymentStatus, type SeenOrder, toGiveBack } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { servicesIn } from '@/lib/ui/words/names'
import { paymentWords } from '@/lib/ui/words/payment-words'
import { PAYMENT_LOOKS, paymentToSay } from '@/lib/ui/words/states'

/** Sen to be given back to the customer, as far as this reader sees it. */
export const owedBack = (order: SeenOrder): number => (isWholeOrder(order) ? toGiveBack(order) : 0)

/** What was ordered, in a line. */
export function OrderedServices({ order }: { readonly order: SeenOrder }) {
  const { t } = useTranslation()
  return servicesIn(t, order.services) || '–'
}

/*
 * Most orders bear none of these, and many rows come into sight with one turn of a wheel: whether there is a mark is said
 * before anything is made for it.
 */

/** The customer follows the order in WhatsApp. */
export function LinkedMark({ order }: { readonly order: SeenOrder }) {
  return order.whatsappLinked ? <Linked /> : null
}

function Linked() {
  const { t } = useTranslation()
  return <MessageCircle aria-label={t('cashier.linked')} className="size-4 shrink-0 text-good" />
}

/** How it has been paid, as a picture beside the price; nothing where no money came yet. */
export function PaymentMark({ order }: { readonly order: SeenOrder }) {
  const status = paymentToSay(order)
  return status && status !== 'pending' ? <Paid order={order} status={status} /> : null
}

const MARK_TONES = { good: 'text-good', bad: 'text-bad', warn: 'text-warn', neutral: '', active: '' } as const

function Paid({ order, status }: { readonly order: SeenOrder; readonly status: PaymentStatus }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = PAYMENT_LOOKS[status]
  return <Icon aria-label={paymentWords(order, t)} className={classNames('size-4 shrink-0', MARK_TONES[tone])} />
}

interface GiveBackChipProps {
  readonly order: SeenOrder
  /** Buttons stand beside it in the same row. */
  readonly tight?: boolean
}

/** More was taken than is owed. */
export function GiveBackChip({ order, tight = false }: GiveBackChipProps) {
  const amount = owedBack(order)
  if (amount <= 0 || order.currency === undefined) return null
  return <GiveBack amount={amount} currency={order.currency} tight={tight} />
}

interface GiveBackProps {
  readonly amount: number
  readonly currency: string
  readonly tight: boolean
}

function GiveBack({ amount, currency, tight }: GiveBackProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <StateChip tone="warn" icon={RotateCcw}>
      <span className={tight ? 'row-below-32:sr-only' : 'row-below-20:sr-only'}>
        {t('order.giveBackShort', { amount: format.money(amount, currency) })}
      </span>
    </StateChip>
  )
}

/** It is being washed, and stands in no bay. */
export function NoBayChip({ order }: { readonly order: SeenOrder }) {
  return order.stage === 'in_progress' && order.bayId === null ? <NoBay /> : null
}

function NoBay() {
  const { t } = useTranslation()
  return (
    <StateChip tone="warn" icon={MapPinOff}>
      <span className="row-below-20:sr-only">{t('cashier.noBay')}</span>
    </StateChip>
  )
}
