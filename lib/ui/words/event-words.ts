import type { TFunction } from 'i18next'
import { type People, type SeenBay, type SeenOrder, type Stage, type SyncEvent, stageToSay } from '@/lib/domain'
import type { makeFormat } from '../format/format'
import { plateText } from '../format/plate'
import { nameIn } from './names'

/**
 * What happened, in the person's language. `currency` is that of the order concerned, `before` that order as it was until then,
 * where that is known: then what changed of it is named.
 */
export function eventWords(
  event: SyncEvent,
  currency: string,
  t: TFunction,
  format: Pick<ReturnType<typeof makeFormat>, 'money'>,
  before?: SeenOrder,
): string {
  switch (event.eventType) {
    case 'stage_change':
    case 'order_stage_change':
      return stageWords(event.data, before, t)
    case 'payment_update': {
      const money = (sen: number) => format.money(sen, currency)
      const said = (before && priceWords(before, event.data.order, money, t)) || movedWords(event.data, money, t)
      if (said) return said
      return t('event.payment_update', {
        status: t(`payment.${event.data.newStatus}`),
        amount: format.money(event.data.amount, currency),
      })
    }
    case 'status_update':
      return event.data.previousStatus === event.data.newStatus || !event.data.newStatus
        ? changeWords(event.data.changed, event.data.order, before, t)
        : t(`event.now.${event.data.newStatus}`)
    case 'job_progress_update': {
      const { job, paths } = event.data
      if (paths?.includes('bayId')) return t('event.job.moved')
      const step = job.steps.findLast((entry) => entry.status !== 'pending')
      if (job.status !== 'in_progress' || !step || step.status === 'pending') return t(`event.job.${job.status}`)
      return t(`event.step.${step.status}`, { step: nameIn(t, step.name) })
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

function changeWords(
  changed: readonly string[],
  order: SeenOrder,
  before: SeenOrder | undefined,
  t: TFunction,
): string {
  const named = NAMED.filter((field) => changed.includes(field))
  if (named.length === 0) return t('event.status_update')
  const told = named.map((field) => before && CHANGES[field]?.(before, order, t))
  return named.map((field, place) => told[place] || t(`event.changed.${field}`)).join(' · ')
}

type Named = (typeof NAMED)[number]

/** What exactly changed of a field; empty where that cannot be said in a line. */
const CHANGES: Partial<Record<Named, (before: SeenOrder, order: SeenOrder, t: TFunction) => string>> = {
  vehicle: (before, order, t) =>
    [
      arrow(plateText(before.vehicle?.plate ?? ''), plateText(order.vehicle?.plate ?? '')),
      arrow(
        before.vehicle?.type && t(`vehicle.${before.vehicle.type}`),
        order.vehicle?.type && t(`vehicle.${order.vehicle.type}`),
      ),
    ]
      .filter(Boolean)
      .join(' · '),
  customer: (before, order) =>
    [arrow(before.customer?.name, order.customer?.name), arrow(before.customer?.phone, order.customer?.phone)]
      .filter(Boolean)
      .join(' · '),
  services: (before, order, t) => {
    const [old, now] = [namesOf(before), namesOf(order)]
    const only = (those: readonly Ordered[], others: readonly Ordered[], sign: string) =>
      those
        .filter((one) => !others.some((other) => other.join('\n') === one.join('\n')))
        .map((one) => `${sign} ${one.map((name) => nameIn(t, name)).join(': ')}`)
    return [...only(old, now, '−'), ...only(now, old, '+')].join(', ')
  },
}

const arrow = (before: string | null | undefined, after: string | null | undefined): string =>
  (before || '') === (after || '') ? '' : `${before || '–'} → ${after || '–'}`

/** A service by its usual name, and the option of it that is meant. */
type Ordered = readonly [service: string, option?: string]

/** What is ordered, each option beside its service. */
const namesOf = ({ services }: SeenOrder): Ordered[] =>
  services.flatMap(({ name = '', options = [] }) => [
    [name] as const,
    ...options.map((option) => [name, option.name] as const),
  ])

/** The price before and after; empty where it stayed, or money changed hands too. */
function priceWords(before: SeenOrder, order: SeenOrder, money: (sen: number) => string, t: TFunction): string {
  const [from, to] = [before.totalAmount, order.totalAmount]
  if (from === undefined || to === undefined || from === to || before.paidAmount !== order.paidAmount) return ''
  return t('event.price', { from: money(from), to: money(to) })
}

const TAKEN = { cash: 'did.payCash', card: 'did.payCard', online: 'did.payOnline' } as const

/** How much came in or went back, and what is still asked for then; empty where the reader is not told. */
function movedWords(
  { order, previousPaidAmount }: Extract<SyncEvent, { eventType: 'payment_update' }>['data'],
  money: (sen: number) => string,
  t: TFunction,
): string {
  const { paidAmount, totalAmount, stage } = order
  if (previousPaidAmount === undefined || paidAmount === undefined) return ''
  const moved = paidAmount - previousPaidAmount
  if (moved < 0) return t('event.givenBack', { amount: money(-moved) })
  // Of several at once none is the one meant.
  const method = order.payments?.at(-1)?.amount === moved ? order.payments.at(-1)?.method : undefined
  if (!method) return ''
  const taken = t(TAKEN[method], { amount: money(moved) })
  const due = stage === 'cancelled' ? 0 : (totalAmount ?? 0) - paidAmount
  return due > 0 ? `${taken} · ${t('order.stillDue', { amount: money(due) })}` : taken
}

/** What a stage says already: the order's standing beside it, its place in a queue and its bay. */
const OF_THE_STAGE = new Set(['overallStatus', 'queue', 'bayId', 'staffNotes'])
const SAME_AS_STAGE: Readonly<Partial<Record<string, string>>> = {
  in_progress: 'in_progress',
  cancelled: 'cancelled',
  completed: 'completed',
}

/** The events less those that only say again what another of the same command says. */
export function withoutEchoes(events: readonly SyncEvent[]): readonly SyncEvent[] {
  const has = (beside: SyncEvent, eventType: SyncEvent['eventType'], newStage?: string) =>
    events.some(
      (other) =>
        other.commandId === beside.commandId &&
        other.orderID === beside.orderID &&
        other.eventType === eventType &&
        (newStage === undefined || ('newStage' in other.data && other.data.newStage === newStage)),
    )
  return events.filter((event) => {
    if (event.eventType !== 'status_update' || event.commandId === undefined) return true
    const { changed, previousStatus, newStatus } = event.data
    if (previousStatus === newStatus) return changed.join() !== 'bayId' || !has(event, 'queue_update')
    const stage = newStatus && SAME_AS_STAGE[newStatus]
    return !stage || changed.some((field) => !OF_THE_STAGE.has(field)) || !has(event, 'stage_change', stage)
  })
}

/** The order of an event as it was until then, as the events around it tell; `undefined` where they do not. */
export function orderBefore(event: SyncEvent, events: readonly SyncEvent[]): SeenOrder | undefined {
  const version = orderOf(event)?.version
  if (version === undefined) return undefined
  let last: SeenOrder | undefined
  for (const each of events) {
    const order = each.orderID === event.orderID ? orderOf(each) : undefined
    if (order && order.version < version && order.version > (last?.version ?? 0)) last = order
  }
  // One that is missing between them may have changed anything.
  return last?.version === version - 1 ? last : undefined
}

const orderOf = ({ data }: SyncEvent): SeenOrder | undefined => ('order' in data ? data.order : undefined)

/** Whence and whither, as the order was shown then and now: one that stood in a queue waited already. */
function stageWords(
  { previousStage, newStage }: { readonly previousStage: Stage; readonly newStage: Stage },
  before: SeenOrder | undefined,
  t: TFunction,
): string {
  // Without what came before: whoever is washed was there.
  const said = before ? stageToSay(before) : newStage === 'in_progress' ? 'open' : previousStage
  const from = said === newStage ? previousStage : said
  return t('event.stage_change', { from: t(`stage.${from}`), to: t(`stage.${newStage}`) })
}

/** Who did it, by name and never by number. `people`: names by what the log calls them. */
export function actorWords(actor: string, people: People, t: TFunction): string {
  if (actor === 'system') return t('event.system')
  return people[actor] ?? (/^(?:user|person):/.test(actor) ? t('live.staff') : actor.replace(/^station:/, ''))
}
