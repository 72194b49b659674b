import { AlarmClock, Hourglass } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type OrderAge as Age, ageOfOrder } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { useDocument } from '../../store/use-station'
import { usePromise } from './use-promise'

const LOOKS = {
  due: { icon: Hourglass, tone: 'warn', ink: 'text-warn' },
  late: { icon: AlarmClock, tone: 'bad', ink: 'text-bad' },
} as const

/** Moves with the clock. */
function useAge(orderID: string): Age | null {
  const now = useNow(30_000)
  const promise = usePromise()
  const order = useDocument('order', orderID)
  const bay = useDocument('bay', order?.stage === 'in_progress' ? order.bayId : null)
  const job = useDocument('job', bay?.jobId ?? null)
  return order ? ageOfOrder(order, job, promise, now) : null
}

/** How long the order has waited or been washed; its colour and picture say how that stands against what was promised. */
export const OrderAge = memo(function OrderAge({ orderID }: { readonly orderID: string }) {
  const format = useFormat()
  const age = useAge(orderID)
  if (!age) return null
  const text = <span className="tabular truncate">{format.shortAge(age.ms)}</span>
  if (age.standing === 'fine') return <span className="flex min-w-0 text-ink-faint text-xs">{text}</span>
  const { icon, tone } = LOOKS[age.standing]
  return (
    <span className="flex min-w-0 [&>*]:min-w-0 row-below-12:[&_svg]:hidden">
      <StateChip tone={tone} icon={icon}>
        {text}
      </StateChip>
    </span>
  )
})

/** The same as a word; nothing where all is well. */
export const StandingWord = memo(function StandingWord({ orderID }: { readonly orderID: string }) {
  const age = useAge(orderID)
  return !age || age.standing === 'fine' ? null : <Word standing={age.standing} />
})

const Word = memo(function Word({ standing }: { readonly standing: keyof typeof LOOKS }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={`font-semibold ${LOOKS[standing].ink}`}>{t(`cashier.${standing}`)}</span>
      {' · '}
    </>
  )
})
