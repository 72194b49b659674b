import type { TFunction } from 'i18next'
import type { People, SeenBay, SyncEvent } from '@/lib/domain'
import type { makeFormat } from '../format/format'

/** What happened, in the person's language. `currency` is that of the order concerned. */
export function eventWords(
  event: SyncEvent,
  currency: string,
  t: TFunction,
  format: Pick<ReturnType<typeof makeFormat>, 'money'>,
): string {
  switch (event.eventType) {
    case 'stage_change':
    case 'order_stage_change':
      return t('event.stage_change', {
        from: t(`stage.${event.data.previousStage}`),
        to: t(`stage.${event.data.newStage}`),
      })
    case 'payment_update':
      return t('event.payment_update', {
        status: t(`payment.${event.data.newStatus}`),
        amount: format.money(event.data.amount, currency),
      })
    case 'status_update':
      return event.data.previousStatus === event.data.newStatus || !event.data.newStatus
        ? changeWords(event.data.changed, t)
        : t(`event.now.${event.data.newStatus}`)
    case 'job_progress_update': {
      const { job, paths } = event.data
      if (paths?.includes('bayId')) return t('event.job.moved')
      const step = job.steps.findLast((entry) => entry.status !== 'pending')
      if (job.status !== 'in_progress' || !step || step.status === 'pending') return t(`event.job.${job.status}`)
      return t(`event.step.${step.status}`, { step: step.name })
    }
    case 'queue_update':
      return event.data.bay ? bayWords(event.data.bay, event.data.paths ?? [], t) : t('event.queue_update')
    case 'concern_update':
      return t(event.data.concern.decision === null ? 'event.concern.raised' : 'event.concern.settled')
    case 'shift_update': {
      const { number, closedAt } = event.data.shift
      return t(closedAt === null ? 'event.shift.opened' : 'event.shift.closed', { number })
    }
    default:
      return t(`event.${event.eventType}`)
  }
}

function bayWords(bay: SeenBay, changed: readonly string[], t: TFunction): string {
  if (changed.includes('orderID'))
    return t(bay.orderID === null ? 'event.bay.left' : 'event.bay.entered', { bay: bay.name })
  if (changed.includes('status')) return t('toast.bayChanged', { bay: bay.name, status: t(`bayStatus.${bay.status}`) })
  return t('event.changed.bayId')
}

/** Fields whose change has a name of its own. */
const NAMED = ['customer', 'vehicle', 'services', 'discount', 'customerNotes', 'staffNotes', 'queue', 'bayId'] as const

function changeWords(changed: readonly string[], t: TFunction): string {
  const named = NAMED.filter((field) => changed.includes(field))
  return named.length === 0 ? t('event.status_update') : named.map((field) => t(`event.changed.${field}`)).join(' · ')
}

/** Who did it, by name and never by number. `people`: names by what the log calls them. */
export function actorWords(actor: string, people: People, t: TFunction): string {
  if (actor === 'system') return t('event.system')
  return people[actor] ?? (actor.startsWith('user:') ? t('live.staff') : actor.replace(/^station:/, ''))
}
