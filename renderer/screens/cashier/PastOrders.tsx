import type { TFunction } from 'i18next'
import { ChevronRight, History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CatalogService,
  isWashed,
  isWholeOrder,
  type SeenOrder,
  shownNumber,
  stageToSay,
  toPay,
} from '@/lib/domain'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { soldIn } from '@/lib/ui/words/names'
import { STAGE_LOOKS } from '@/lib/ui/words/states'
import { useOpenOrder } from '../../frame/open-order'
import { useDocument } from '../../store/use-station'
import { SectionTitle } from './OrderParts'
import { draftOfOrder, type OrderDraft } from './order-draft'
import { PastOrderPage } from './PastOrderPage'
import { type PastSearch, useCar } from './use-past'

const servicesOf = ({ services }: SeenOrder, t: TFunction): string => soldIn(t, services) || '–'

/** An order of another day in one line, which opens it: as it is now where this station has it, else as the server told it. */
function PastLine({ order, withPlate = false }: { readonly order: SeenOrder; readonly withPlate?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { customer, totalAmount, currency } = order
  const stage = STAGE_LOOKS[stageToSay(order)]
  const [isShown, setShown] = useState(false)
  const openKept = useOpenOrder()
  const isKept = useDocument('order', order.orderID) !== undefined
  return (
    <li className="border-line border-b last:border-b-0">
      <button
        type="button"
        onClick={() => (isKept && openKept ? openKept(order.orderID) : setShown(true))}
        className="-mx-2 flex min-h-11 w-[calc(100%+1rem)] items-center gap-2 rounded-md px-2 py-2.5 text-start transition-colors duration-(--motion-fast) hover:bg-sunken"
      >
        <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-4 gap-y-1">
          <span className="tabular w-28 shrink-0 text-ink-soft text-sm">
            {format.date(order.createdAt ?? order.stageSince)}
          </span>
          {withPlate && <Plate plate={order.vehicle?.plate} size="small" />}
          <span className="min-w-0 grow basis-48">
            {servicesOf(order, t)}
            {withPlate && (
              <span className="tabular block text-ink-faint text-sm">
                {[shownNumber(order.orderID), customer?.name, customer?.phone].filter(Boolean).join(' · ')}
              </span>
            )}
          </span>
          {order.stage !== 'completed' && (
            <StateChip tone={stage.tone} icon={stage.icon}>
              {t(`stage.${stageToSay(order)}`)}
            </StateChip>
          )}
          {totalAmount !== undefined && currency !== undefined && (
            <span className="tabular shrink-0 font-medium">{format.money(totalAmount, currency)}</span>
          )}
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </button>
      {isShown && <PastOrderPage order={order} onClose={() => setShown(false)} />}
    </li>
  )
}

/** Most earlier orders beside an order. */
const MOST_SHOWN = 5

/** When the car was here before, and for what. */
export function CarHistory({ order }: { readonly order: SeenOrder }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { orders, visits } = useCar(order.vehicle?.plate ?? '', order.orderID)
  if (orders.length === 0) return null
  return (
    <section>
      <SectionTitle>
        {visits === null
          ? t('car.history')
          : `${t('car.history')} · ${t('car.visits', { number: format.number(visits) })}`}
      </SectionTitle>
      <ul>
        {orders.slice(0, MOST_SHOWN).map((each) => (
          <PastLine key={each.orderID} order={each} />
        ))}
      </ul>
    </section>
  )
}

interface SameAgainProps {
  readonly draft: OrderDraft
  /** Services that are on offer: what has left the list since is not taken over. */
  readonly offered: readonly CatalogService[]
  readonly onFill: (part: Partial<OrderDraft>) => void
}

/** A car that was here before: what it had, to be taken over in one tap. What was typed already stays. */
export function SameAgain({ draft, offered, onFill }: SameAgainProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { orders, visits } = useCar(draft.plate)
  // A car that waits now is asked about already.
  const washed = orders.filter(isWholeOrder).filter(({ stage }) => isWashed(stage))
  const [last] = washed
  if (!last) return null
  // Whoever drove off without paying is here again.
  const owed = washed.reduce((sum, order) => sum + toPay(order), 0)
  const fill = () => {
    const before = draftOfOrder(last)
    const chosen = new Map(
      offered.flatMap(({ serviceId, options }) => {
        const had = before.chosen.get(serviceId)
        if (!had) return []
        const still = options.map(({ optionId }) => optionId).filter((optionId) => had.has(optionId))
        return [[serviceId, new Set(still)] as const]
      }),
    )
    onFill({
      vehicle: before.vehicle,
      ...(draft.chosen.size === 0 && { chosen }),
      ...(draft.name.trim() === '' && { name: before.name }),
      ...(draft.phone.trim() === '' && { phone: before.phone }),
      ...(draft.notes.trim() === '' && { notes: before.notes }),
    })
  }
  const { customer } = last
  return (
    <Banner
      tone={owed > 0 ? 'warn' : 'info'}
      title={[
        owed > 0 && t('order.stillDue', { amount: format.money(owed, last.currency) }),
        t('car.last', { date: format.date(last.createdAt) }),
        visits !== null && t('car.visits', { number: format.number(visits) }),
      ]
        .filter(Boolean)
        .join(' · ')}
      action={
        <Button icon={History} onPress={fill}>
          {t('car.again')}
        </Button>
      }
    >
      {[servicesOf(last, t), customer?.name, customer?.phone].filter(Boolean).join(' · ')}
    </Banner>
  )
}

/** Below what this station has: what the server has of other days. */
export function EarlierOrders({ past: { state, orders, more } }: { readonly past: PastSearch }) {
  const { t } = useTranslation()
  const hasFailed = state === 'failed'
  if (orders.length === 0 && !more) return null
  return (
    <section className="not-first:mt-6">
      {(orders.length > 0 || !hasFailed) && <SectionTitle>{t('car.earlier')}</SectionTitle>}
      {orders.length > 0 && (
        <ul className="rounded-md border border-line bg-surface px-4">
          {orders.map((order) => (
            <PastLine key={order.orderID} order={order} withPlate />
          ))}
        </ul>
      )}
      {hasFailed && (
        <p className="mt-3 text-ink-soft">{t(orders.length === 0 ? 'car.keptOnly' : 'signIn.unreachable')}</p>
      )}
      {more && (
        <Button className="mt-3" onPress={more}>
          {t(hasFailed ? 'app.retry' : 'car.more')}
        </Button>
      )}
    </section>
  )
}
