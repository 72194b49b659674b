import { MapPinOff, MessageCircle, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isWholeOrder, type SeenOrder, toGiveBack } from '@/lib/domain'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'

/** Sen to be given back to the customer, as far as this reader sees it. */
export const owedBack = (order: SeenOrder): number => (isWholeOrder(order) ? toGiveBack(order) : 0)

/** The customer follows the order in WhatsApp. */
export function LinkedMark({ order }: { readonly order: SeenOrder }) {
  const { t } = useTranslation()
  if (!order.whatsappLinked) return null
  return <MessageCircle aria-label={t('cashier.linked')} className="size-4 shrink-0 text-good" />
}

/** More was taken than is owed. */
export function GiveBackChip({ order }: { readonly order: SeenOrder }) {
  const { t } = useTranslation()
  const format = useFormat()
  const tooMuch = owedBack(order)
  if (tooMuch <= 0 || order.currency === undefined) return null
  return (
    <StateChip tone="warn" icon={RotateCcw}>
      <span className="@max-[20rem]:sr-only">
        {t('order.giveBackShort', { amount: format.money(tooMuch, order.currency) })}
      </span>
    </StateChip>
  )
}

/** It is being washed, and stands in no bay. */
export function NoBayChip({ order }: { readonly order: SeenOrder }) {
  const { t } = useTranslation()
  if (order.stage !== 'in_progress' || order.bayId !== null) return null
  return (
    <StateChip tone="warn" icon={MapPinOff}>
      <span className="@max-[20rem]:sr-only">{t('cashier.noBay')}</span>
    </StateChip>
  )
}
