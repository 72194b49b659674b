import type { TFunction } from 'i18next'
import type { SyncEvent } from '@/lib/sync/protocol'
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
      return event.data.previousStatus === event.data.newStatus
        ? t('event.status_update')
        : t('event.statusTo', { status: t(`overall.${event.data.newStatus}`) })
    case 'job_progress_update': {
      const { job } = event.data
      const step = job.steps.findLast((entry) => entry.status !== 'pending')
      if (job.status !== 'in_progress' || !step)
        return t('event.job_progress_update', { status: t(`jobStatus.${job.status}`) })
      return t('event.jobStep', { step: step.name, status: t(`step.${step.status}`) })
    }
    default:
      return t(`event.${event.eventType}`)
  }
}

/** Who did it, by name and never by number. `people`: names by what the log calls them. */
export function actorWords(actor: string, people: Readonly<Record<string, string>>, t: TFunction): string {
  if (actor === 'system') return t('event.system')
  return people[actor] ?? (actor.startsWith('user:') ? t('live.staff') : actor.replace(/^station:/, ''))
}
