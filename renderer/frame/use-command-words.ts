import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, isProvisional } from '@/lib/domain'
import { useFormat } from '@/lib/ui/format/use-format'
import { nameIn } from '@/lib/ui/words/names'
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
  if ('about' in payload) return payload.about
  const orderID = 'orderID' in payload ? payload.orderID : (job?.orderID ?? orderOfJob(payload, store))
  const order = orderID === null ? undefined : store.get('order', orderID)
  const typed = ('plate' in payload ? payload.plate : null) ?? plateOfUntaken(orderID, store)
  return { orderID, plate: typed ?? order?.vehicle?.plate ?? job?.plate ?? null }
}

const unsettled = (store: StationStore): readonly Command[] => [
  ...store.refused.map(({ command }) => command),
  ...store.waiting,
]

/** A job that was never made is called like the command that was to make it. */
function orderOfJob(payload: Command['payload'], store: StationStore): string | null {
  if (!('jobId' in payload)) return null
  const made = unsettled(store).find(({ id, type }) => type === 'bay.assign' && id === payload.jobId)
  return made && 'orderID' in made.payload ? made.payload.orderID : null
}

/** The plate of an order that the server has not taken. */
function plateOfUntaken(orderID: string | null, store: StationStore): string | null {
  if (orderID === null || !isProvisional(orderID)) return null
  const made = unsettled(store).find((command) => 'takenAs' in command.payload && command.payload.takenAs === orderID)
  return made && 'plate' in made.payload ? (made.payload.plate ?? null) : null
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
        case 'order.change':
          return t('did.orderChange')
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
          const currency = order?.currency ?? 'MYR'
          if (payload.action === 'refund') {
            if (payload.amount === undefined) return t('order.refund')
            return t('did.refund', { amount: format.money(payload.amount, currency) })
          }
          const amount = format.money(payload.amount, currency)
          return t(PAID[payload.method], { amount })
        }
        case 'order.setDiscount': {
          const { orderID, discount } = command.payload
          return t('did.discount', { amount: format.money(discount, store.get('order', orderID)?.currency ?? 'MYR') })
        }
        case 'order.giveFreeWash':
          return t('freeWash.name')
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
          return t(STEP[command.type], { step: nameIn(t, step) })
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
        case 'concern.raise':
          return t('did.concernRaise')
        case 'concern.settle':
          return t('did.concernSettle')
        case 'shift.open':
          return t('did.shiftOpen', {
            amount: format.money(command.payload.float, store.lists.shift?.currency ?? 'MYR'),
          })
        case 'shift.close':
          return t('did.shiftClose', {
            amount: format.money(
              command.payload.counted,
              store.get('shift', command.payload.shiftId)?.currency ?? 'MYR',
            ),
          })
      }
    },
    [t, format, store],
  )
}
