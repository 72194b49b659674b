import type { TFunction } from 'i18next'
import type { People, SyncEvent } from '@/lib/sync/protocol'
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
      const { job } = event.data
      const step = job.steps.findLast((entry) => entry.status !== 'pending')
      if (job.status !== 'in_progress' || !step || step.status === 'pending') return t(`event.job.${job.status}`)
      return t(`event.step.${step.status}`, { step: step.name })
    }
    default:
      return t(`event.${event.eventType}`)
  }
}

/** Fields whose change has a name of its own. */
const NAMED = ['customer', 'vehicle', 'services', 'discount', 'customerNotes', 'staffNotes', 'queue'] as const

function changeWords(changed: readonly string[], t: TFunction): string {
  const named = NAMED.filter((field) => changed.includes(field))
  return named.length === 0 ? t('event.status_update') : named.map((field) => t(`event.changed.${field}`)).join(' · ')
}

/** Who did it, by name and never by number. `people`: names by what the log calls them. */
export function actorWords(actor: string, people: People, t: TFunction): string {
  if (actor === 'system') return t('event.system')
  return people[actor] ?? (actor.startsWith('user:') ? t('live.staff') : actor.replace(/^station:/, ''))
}
