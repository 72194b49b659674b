import { Plus, SearchX } from 'lucide-react'
import { type Ref, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { mayCommand } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { useSite } from '../../store/use-station'
import { useActor } from '../use-actor'
import { OrderCard } from './OrderCard'
import { findOrders, plateIn, readScan } from './order-search'
import { EarlierOrders } from './PastOrders'
import { useLacksCatalogue } from './use-catalogue'
import { usePastSearch } from './use-past'

const MOST_FOUND = 60

export interface FoundOrdersProps {
  readonly query: string
  /** The person has pressed Enter and waits for what comes of it. */
  readonly entered: boolean
  readonly onOpen: (orderID: string) => void
  /** Takes an order for the plate that was typed. */
  readonly onCreate: (plate: string) => void
  readonly resultsRef: Ref<HTMLElement>
}

/** What the query finds here, and below what the server has of other days. Where both is nothing, an order for the plate. */
export function FoundOrders({ query, entered, onOpen, onCreate, resultsRef }: FoundOrdersProps) {
  const { t } = useTranslation()
  const { orders } = useSite()
  const found = useMemo(() => findOrders(orders, query), [orders, query])
  const past = usePastSearch(readScan(query))
  const isNothing = found.length === 0 && past.orders.length === 0
  return (
    <section
      ref={resultsRef}
      aria-live="polite"
      aria-label={t('cashier.search')}
      className="min-h-0 overflow-y-auto px-5 py-4"
    >
      {found.length > 0 && (
        <>
          <p className="mb-3 text-ink-soft">{t('cashier.matches', { count: found.length })}</p>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-2">
            {found.slice(0, MOST_FOUND).map((order) => (
              <li key={order.orderID} className="@container">
                <OrderCard orderID={order.orderID} onOpen={onOpen} withStage />
              </li>
            ))}
          </ul>
        </>
      )}
      {isNothing &&
        // Nothing is said of what the server has until it has answered.
        (past.state === 'asking' ? (
          <p aria-busy="true" className="text-ink-soft">
            {t('app.loading')}
          </p>
        ) : (
          <NothingFound query={query.trim()} entered={entered} onCreate={onCreate} />
        ))}
      <EarlierOrders past={past} />
    </section>
  )
}

function NothingFound({ query, entered, onCreate }: Pick<FoundOrdersProps, 'query' | 'entered' | 'onCreate'>) {
  const { t } = useTranslation()
  const mayCreate = mayCommand('order.create', useActor()).allowed
  const cannotCreate = useLacksCatalogue()
  const plate = mayCreate && !cannotCreate ? plateIn(query) : null
  useEffect(() => {
    // Whoever has gone elsewhere meanwhile is not called back.
    const waits = document.activeElement?.matches('[type="search"]')
    if (entered && waits && plate !== null) onCreate(plate)
  }, [entered, plate, onCreate])
  return (
    <EmptyState
      large
      icon={SearchX}
      title={t('cashier.noMatchTitle', { query })}
      action={
        plate !== null && (
          <Button look="primary" icon={Plus} onPress={() => onCreate(plate)}>
            {t('cashier.newOrderFor', { plate })}
          </Button>
        )
      }
    >
      {t('cashier.noMatch')}
    </EmptyState>
  )
}
