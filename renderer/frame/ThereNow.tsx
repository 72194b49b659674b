import { useTranslation } from 'react-i18next'
import { type Command, isProvisional, stageToSay } from '@/lib/domain'
import { StateChip } from '@/lib/ui/design/StateChip'
import { paymentWords } from '@/lib/ui/words/payment-words'
import { BAY_LOOKS, JOB_LOOKS, PAYMENT_LOOKS, paymentToSay, STAGE_LOOKS } from '@/lib/ui/words/states'
import { useDocument } from '../store/use-station'

export interface ThereNowProps {
  readonly command: Command
  readonly orderID: string | null
}

/** What stands there now, so that nobody has to go and look. */
export function ThereNow({ command: { payload }, orderID }: ThereNowProps) {
  const { t } = useTranslation()
  const order = useDocument('order', orderID)
  const job = useDocument('job', 'jobId' in payload ? payload.jobId : null)
  const bay = useDocument('bay', 'bayId' in payload ? payload.bayId : null)
  const gone = orderID !== null && !order
  if (!order && !job && !bay && !gone) return null
  const stage = order && STAGE_LOOKS[stageToSay(order)]
  const paid = order && paymentToSay(order)
  const payment = paid && PAYMENT_LOOKS[paid]
  // Some languages say both in one word.
  const words = order && paymentWords(order, t)
  const said = order && words === t(`stage.${stageToSay(order)}`)
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-soft">
      {t('attention.now')}
      {gone && <span>{t(isProvisional(orderID) ? 'attention.notTaken' : 'order.gone')}</span>}
      {order && stage && (
        <StateChip tone={stage.tone} icon={stage.icon}>
          {t(`stage.${stageToSay(order)}`)}
        </StateChip>
      )}
      {paid && payment && !said && (
        <StateChip tone={payment.tone} icon={payment.icon}>
          {words}
        </StateChip>
      )}
      {job && (
        <StateChip tone={JOB_LOOKS[job.status].tone} icon={JOB_LOOKS[job.status].icon}>
          {t(`jobStatus.${job.status}`)}
        </StateChip>
      )}
      {bay && (
        <StateChip tone={BAY_LOOKS[bay.status].tone} icon={BAY_LOOKS[bay.status].icon}>
          {`${bay.name}: ${t(`bayStatus.${bay.status}`)}`}
        </StateChip>
      )}
    </p>
  )
}
