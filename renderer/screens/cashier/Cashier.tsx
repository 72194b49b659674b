import { Banknote, BellOff, BellRing, Plus, WashingMachine } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayTakeMoney, type Stage } from '@/lib/domain'
import { Button, IconButton } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { SearchField } from '@/lib/ui/design/Field'
import { Tabs } from '@/lib/ui/design/Tabs'
import { type ChangeOrder, ChangeOrderContext } from '../../frame/change-order'
import { OfflineBanner } from '../../frame/OfflineBanner'
import { OthersWaiting } from '../../frame/OthersWaiting'
import { OpenOrderContext } from '../../frame/open-order'
import { TopBar } from '../../frame/TopBar'
import { useFocusReturn } from '../../frame/use-focus-return'
import { useSettings } from '../../host'
import { useShift, useSiteStanding, useStageOrders, useStore } from '../../store/use-station'
import { useActor } from '../use-actor'
import { BayStrip } from './BayStrip'
import { actOfKey, DESK_KEYS } from './desk-keys'
import { FoundOrders } from './FoundOrders'
import { type Changing, NewOrder } from './NewOrder'
import { OrderPage } from './OrderPage'
import { draftOf } from './order-draft'
import { findOrders, readScan } from './order-search'
import { ShiftDialog } from './ShiftDialog'
import { Shortcuts } from './Shortcuts'
import { StageColumn } from './StageColumn'
import { useLacksCatalogue } from './use-catalogue'
import { useNarrow } from './use-narrow'
import { useNewOrders } from './use-new-orders'
import { usePromise } from './use-promise'
import { useScanner } from './use-scanner'
import { WaitingColumn } from './WaitingColumn'

/** The columns beside the one of those who wait. */
const STAGES_SHOWN = ['in_progress', 'billed', 'paid', 'completed'] as const satisfies readonly Stage[]

/** The cashier's desk. */
export function Cashier() {
  const { t } = useTranslation()
  const { settings, change } = useSettings()
  const store = useStore()
  const searchBox = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  /** Enter was pressed on a query that nothing here matches; whether anything does is known a moment later. */
  const [entered, setEntered] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const [creating, setCreating] = useState(false)
  const [keys, setKeys] = useState(false)
  const [till, setTill] = useState(false)
  const [lateOnly, setLateOnly] = useState(false)
  const toggleLate = useCallback(() => setLateOnly((on) => !on), [])
  const shift = useShift()
  const takesMoney = mayTakeMoney(useActor()).allowed
  const focus = useFocusReturn()
  const cannotCreate = useLacksCatalogue()
  const create = useCallback(() => {
    focus.leave()
    setCreating(true)
  }, [focus.leave])
  const [changing, setChanging] = useState<Changing | null>(null)
  const changeOrder = useCallback<ChangeOrder>(
    (payload, refusal) => {
      setChanging({ draft: draftOf(payload), refusal })
      create()
    },
    [create],
  )
  const fresh = useNewOrders()
  const openOrder = useCallback(
    (orderID: string) => {
      focus.leave()
      setOpen(orderID)
    },
    [focus.leave],
  )
  const closeOrder = () => {
    setOpen(null)
    // Paid, moved or taken to a bay, its card stands in another column.
    const number = open === null ? '' : (store.get('order', open)?.orderID ?? open)
    const card = `[data-order="${CSS.escape(number)}"]`
    focus.comeBack(() => document.querySelector<HTMLElement>(card) ?? searchBox.current)
  }

  const ask = (text: string) => {
    setQuery(text)
    setEntered(false)
  }
  const results = useRef<HTMLElement>(null)
  /** @returns whether anything here matches */
  const search = (text: string): boolean => {
    const found = findOrders(store.all('order'), text)
    if (found.length === 1 && found[0]) openOrder(found[0].orderID)
    // Among several the person chooses: Enter again takes the best, Tab goes on.
    else results.current?.querySelector<HTMLElement>('[data-order]')?.focus()
    return found.length > 0
  }
  const [given, setGiven] = useState<{ readonly plate: string } | null>(null)
  const createFor = useCallback(
    (plate: string) => {
      setEntered(false)
      setGiven({ plate })
      create()
    },
    [create],
  )
  useScanner({
    search: searchBox,
    onScan: (text) => {
      if (creating) return setGiven({ plate: text })
      ask(readScan(text))
      search(readScan(text))
    },
    onKey: (key) => {
      if (document.querySelector('[role="dialog"]')) return
      const act = actOfKey(key)
      if (act === 'new' && !cannotCreate) create()
      if (act === 'till' && takesMoney) setTill(true)
      if (act === 'help') setKeys(true)
      if (act === 'late') toggleLate()
      if (act === 'column') goToColumn(Number(key))
    },
  })
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key !== DESK_KEYS.search) return
      event.preventDefault()
      searchBox.current?.focus()
    }
    window.addEventListener('keydown', jump)
    return () => window.removeEventListener('keydown', jump)
  }, [])

  const shiftWords = shift?.closedAt === null ? t('shift.title', { number: shift.number }) : t('shift.openTitle')
  return (
    <OpenOrderContext value={openOrder}>
      <ChangeOrderContext value={changeOrder}>
        <div className="flex h-dvh flex-col">
          <TopBar name={t('cashier.title')}>
            <div className="w-full max-w-md">
              <SearchField
                label={t('cashier.search')}
                clearLabel={t('app.clear')}
                value={query}
                onChange={ask}
                onSubmit={(text) => setEntered(!search(text))}
                inputRef={searchBox}
                hint={<Key>{DESK_KEYS.search}</Key>}
              />
            </div>
            <Button
              look="primary"
              icon={Plus}
              className="shrink-0 max-md:!px-3"
              isDisabled={cannotCreate}
              aria-label={t(cannotCreate ? 'cashier.noPriceList' : 'cashier.newOrder')}
              onPress={create}
            >
              <span className="max-md:sr-only">{t(cannotCreate ? 'cashier.noPriceList' : 'cashier.newOrder')}</span>
            </Button>
            <span role="status" className="sr-only">
              {fresh.count > 0 && t('cashier.newOrders', { count: fresh.count })}
            </span>
            {fresh.count > 0 && (
              <Button className="shrink-0 !border-active !text-active" onPress={fresh.seen}>
                {t('cashier.newOrders', { count: fresh.count })}
              </Button>
            )}
            {takesMoney && (
              <Button
                icon={Banknote}
                className="ms-auto shrink-0 max-lg:!px-3"
                aria-label={shiftWords}
                onPress={() => setTill(true)}
              >
                <span className="max-lg:sr-only">{shiftWords}</span>
              </Button>
            )}
            <IconButton
              icon={settings.sounds ? BellRing : BellOff}
              label={settings.sounds ? t('cashier.chimeOn') : t('cashier.chimeOff')}
              onPress={() => void change({ sounds: !settings.sounds })}
              className={takesMoney ? 'shrink-0' : 'ms-auto shrink-0'}
            />
          </TopBar>
          <OfflineBanner />
          <OthersWaiting />
          <main className="flex min-h-0 grow flex-col">
            {query.trim() === '' ? (
              <Board lateOnly={lateOnly} onFilter={toggleLate} onOpen={openOrder} onCreate={create} />
            ) : (
              <FoundOrders
                query={query}
                entered={entered}
                onOpen={openOrder}
                onCreate={createFor}
                resultsRef={results}
              />
            )}
          </main>
          <ShiftDialog open={till && takesMoney} onClose={() => setTill(false)} />
          <Shortcuts open={keys} onClose={() => setKeys(false)} />
          <OrderPage orderID={open} onClose={closeOrder} />
          <NewOrder
            open={creating}
            onReopen={create}
            given={given}
            onClose={() => {
              setCreating(false)
              focus.comeBack()
            }}
            onOpenOrder={openOrder}
            changing={changing}
          />
        </div>
      </ChangeOrderContext>
    </OpenOrderContext>
  )
}

/** The focus goes to the first of that column, counted from 1. */
function goToColumn(place: number): void {
  const column = document.querySelectorAll('[data-column]')[place - 1]
  column?.querySelector<HTMLElement>('[data-order][tabindex="0"]')?.focus()
}

interface BoardProps {
  readonly lateOnly: boolean
  readonly onFilter: () => void
  readonly onOpen: (orderID: string) => void
  readonly onCreate: () => void
}

function Board({ lateOnly, onFilter, onOpen, onCreate }: BoardProps) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const cannotCreate = useLacksCatalogue()
  const [tab, setTab] = useState<Stage>('open')
  const counts = useStageCounts()
  const { late } = useSiteStanding(usePromise())
  const only = lateOnly ? late : null
  if (Object.values(counts).every((count) => count === 0)) {
    return (
      <>
        <BayStrip onOpen={onOpen} />
        <div className="flex grow items-center justify-center">
          <EmptyState
            large
            icon={WashingMachine}
            title={t('cashier.emptyBoardTitle')}
            action={
              <Button icon={Plus} isDisabled={cannotCreate} onPress={onCreate}>
                {t(cannotCreate ? 'cashier.noPriceList' : 'cashier.newOrder')}
              </Button>
            }
          >
            {t('cashier.emptyBoard')}
          </EmptyState>
        </div>
      </>
    )
  }
  const waiting = <WaitingColumn only={only} onOpen={onOpen} onFilter={onFilter} />
  if (narrow) {
    return (
      <Tabs
        label={t('cashier.orders')}
        className="grow px-2"
        selected={tab}
        onSelect={setTab}
        items={[
          { id: 'open' as Stage, title: `${t('stage.open')} ${counts.waiting}`, content: waiting },
          ...STAGES_SHOWN.map((stage) => ({
            id: stage as Stage,
            title: `${t(`stage.${stage}`)} ${counts[stage]}`,
            content: <StageColumn stage={stage} only={only} onOpen={onOpen} />,
          })),
        ]}
      />
    )
  }
  return (
    <>
      <BayStrip onOpen={onOpen} />
      <div className="flex min-h-0 grow gap-1 overflow-x-auto px-4 pb-2 [scrollbar-width:thin]">
        {waiting}
        {STAGES_SHOWN.map((stage) => (
          <StageColumn key={stage} stage={stage} only={only} onOpen={onOpen} />
        ))}
      </div>
    </>
  )
}

function useStageCounts() {
  return {
    waiting: useStageOrders('empty').length + useStageOrders('initiated').length + useStageOrders('open').length,
    in_progress: useStageOrders('in_progress').length,
    billed: useStageOrders('billed').length,
    paid: useStageOrders('paid').length,
    completed: useStageOrders('completed').length,
    cancelled: useStageOrders('cancelled').length,
  }
}

function Key({ children }: { readonly children: string }) {
  return (
    <kbd className="max-md:hidden rounded-sm border border-line bg-surface px-1.5 font-sans text-ink-faint text-xs">
      {children}
    </kbd>
  )
}
