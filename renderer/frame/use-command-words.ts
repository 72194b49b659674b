import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '@/lib/sync/protocol'
import { useFormat } from '../format/use-format'
import type { StationStore } from '../store/station-store'
import { useStore } from '../store/use-station'

const PAID = { cash: 'did.payCash', card: 'did.payCard', online: 'did.payOnline' } as const

const STEP = {
  'job.completeStep': 'toast.stepDone',
  'job.skipStep': 'toast.stepSkipped',
  'job.undoStep': 'did.stepUndone',
} as const

/** What a command is about, as people call it: the car where there is one, else the queue or the bay. */
export interface CommandSubject {
  readonly orderID: string | null
  /** `null` where no car is meant, or its plate is not known here. */
  readonly plate: string | null
}

export function subjectOf({ payload }: Command, store: StationStore): CommandSubject {
  const job = 'jobId' in payload ? store.get('job', payload.jobId) : undefined
  const orderID = 'orderID' in payload ? payload.orderID : (job?.orderID ?? null)
  const order = orderID === null ? undefined : store.get('order', orderID)
  const typed = 'plate' in payload ? payload.plate.toUpperCase() : null
  return { orderID, plate: typed ?? order?.vehicle?.plate ?? job?.plate ?? null }
}

/** What was done, in a few words and in the person's language; the car it was done to is named beside it. */
export function useCommandWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const store = useStore()
  return useCallback(
    (command: Command): string => {
      const bayName = (bayId: string) => store.get('bay', bayId)?.name ?? bayId
      switch (command.type) {
        case 'order.create':
          return t('cashier.newOrder')
        case 'order.setStage':
          return t('did.setStage', { stage: t(`stage.${command.payload.stage}`) })
        case 'order.setStatus':
          return t('did.setStatus')
        case 'order.cancel':
          return t('order.cancelOrder')
        case 'order.setPayment': {
          const { payload } = command
          if (payload.action === 'fail') return t('toast.failed')
          const order = store.get('order', payload.orderID)
          if (payload.action === 'refund') return t('order.refund')
          const amount = format.money(payload.amount, order?.currency ?? 'MYR')
          return t(PAID[payload.method], { amount })
        }
        case 'queue.move':
          return t('did.queueMove', { queue: t(`queue.${command.payload.queue}`) })
        case 'queue.open':
        case 'queue.close':
          return t(command.type === 'queue.open' ? 'toast.queueOpened' : 'toast.queueClosed', {
            queue: t(`queue.${command.payload.queue}`),
          })
        case 'bay.assign':
          return t('did.bayAssign', { bay: bayName(command.payload.bayId) })
        case 'bay.move':
          return t('did.bayAssign', { bay: bayName(command.payload.toBayId) })
        case 'bay.release':
          return t('did.bayRelease', { bay: bayName(command.payload.bayId) })
        case 'bay.setStatus':
          return t('toast.bayChanged', {
            bay: bayName(command.payload.bayId),
            status: t(`bayStatus.${command.payload.status}`),
          })
        case 'job.completeStep':
        case 'job.skipStep':
        case 'job.undoStep': {
          const { jobId, stepId } = command.payload
          const steps = store.get('job', jobId)?.steps
          const step = steps?.find((each) => each.stepId === stepId)?.name ?? stepId
          return t(STEP[command.type], { step })
        }
        case 'job.start':
          return t('toast.started')
        case 'job.pause':
          return t('toast.paused')
        case 'job.finish':
          return t('toast.finished')
        case 'job.undoStart':
          return t('did.undoStart')
        case 'job.undoFinish':
          return t('did.undoFinish')
      }
    },
    [t, format, store],
  )
}
