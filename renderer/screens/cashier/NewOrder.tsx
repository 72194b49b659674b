import { Tags } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, isProvisional, shownNumber } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { EmptyState, Skeleton } from '@/lib/ui/design/EmptyState'
import { Plate } from '@/lib/ui/design/Plate'
import type { Refusal } from '../../frame/change-order'
import { useToasts } from '../../frame/Toasts'
import { useRefusalWords } from '../../frame/use-act'
import { useSource } from '../../store/use-command'
import { useDocument, useStatus, useStore } from '../../store/use-station'
import { CatalogueFailed } from './CatalogueFailed'
import { NewOrderForm } from './NewOrderForm'
import { type DraftProblem, EMPTY_DRAFT, isBlank, type OrderDraft, plateOf } from './order-draft'
import { QrPanel } from './QrPanel'
import { useCatalogue } from './use-catalogue'

export interface NewOrderProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Opens it again, with what was typed. */
  readonly onReopen: () => void
  /** A plate that was searched for in vain, or read by a scanner while it is open; a new one fills the form's. */
  readonly given: { readonly plate: string } | null
  readonly onOpenOrder: (orderID: string) => void
  /** A new one fills the form anew. */
  readonly changing: Changing | null
}

/**
 * Keeps what was typed for each order that has no answer yet, and tells when the server refuses one. While this is not
 * drawn, the station says its refusals as it says all others.
 */
function useRefusedOrders(onRefused: (commandId: string, draft: OrderDraft, why: string) => void) {
  const store = useStore()
  const words = useRefusalWords()
  const typed = useRef(new Map<string, OrderDraft>())
  const latest = useRef(onRefused)
  useEffect(() => {
    latest.current = onRefused
  })
  useEffect(() => {
    const drafts = typed.current
    const stop = store.onResult((result) => {
      const draft = drafts.get(result.id)
      drafts.delete(result.id)
      if (draft && result.status === 'rejected') latest.current(result.id, draft, words(result))
    })
    return () => {
      stop()
      for (const id of drafts.keys()) store.answeredByScreen.delete(id)
    }
  }, [store, words])
  return {
    keep(commandId: string, draft: OrderDraft) {
      typed.current.set(commandId, draft)
      store.answeredByScreen.add(commandId)
    },
  }
}

/** An order that was refused or taken back, and somebody wants to change. */
export interface Changing {
  readonly draft: OrderDraft
  readonly refusal: Refusal | null
}

interface Sent {
  readonly commandId: Command['id']
  readonly plate: string
  /** What this station calls it; `null` where it could keep no number. */
  readonly takenAs: string | null
}

/** A new order: form, then its number and, where customers can write to the site, their QR code. */
export function NewOrder({ open, onClose, onReopen, given, onOpenOrder, changing }: NewOrderProps) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const store = useStore()
  const source = useSource()
  const [sent, setSent] = useState<Sent | null>(null)
  const [draft, setDraft] = useState(EMPTY_DRAFT)
  const [problem, setProblem] = useState<DraftProblem | null>(null)
  // For each order anew: a desk that takes one after the other goes by the prices of now.
  const catalogue = useCatalogue(open && sent === null)
  useEffect(() => {
    if (given) setDraft((before) => ({ ...before, plate: given.plate }))
  }, [given])
  /** Why it is in the form again, where it is; sent once more, that is decided on. */
  const refusal = useRef<Refusal | null>(null)
  const bringBack = useCallback((typed: OrderDraft, refused: Refusal | null) => {
    refusal.current = refused
    setSent(null)
    setDraft(typed)
    setProblem(refused && { kind: 'refused', why: refused.why })
  }, [])
  /** Sent from the form, refused again and taken in the end, it settles the refusals before it too. */
  const sentAfter = useRef(new Map<string, Refusal>())
  const refusedAs = (id: string, why: string): Refusal => {
    const before = sentAfter.current.get(id)
    sentAfter.current.delete(id)
    return { why, settle: () => Promise.all([before?.settle(), source.release(id, 'done_again')]) }
  }
  useEffect(() => {
    if (changing) bringBack(changing.draft, changing.refusal)
  }, [changing, bringBack])
  /** The order whose answer this dialog waits for. */
  const awaited = useRef<string | null>(null)
  const refusals = useRefusedOrders((commandId, typed, why) => {
    const refused = refusedAs(commandId, why)
    if (open && awaited.current === commandId) return bringBack(typed, refused)
    toasts.error(t('newOrder.refused', { plate: plateOf(typed) ?? '', reason: why }), {
      label: t('newOrder.openAgain'),
      take: () => {
        dropNow.current()
        bringBack(typed, refused)
        onReopen()
      },
    })
  })
  const startAnew = () => {
    awaited.current = null
    bringBack(EMPTY_DRAFT, null)
  }
  /** What was typed and not sent leaves the form; it can be had back. */
  const drop = () => {
    if (sent || isBlank(draft)) return
    const { current: before } = refusal
    const restore = () => {
      bringBack(draft, before)
      onReopen()
    }
    toasts.done(t('newOrder.dropped'), restore, t('newOrder.restore'))
  }
  /** A message stands long: what it drops is what is in the form by then. */
  const dropNow = useRef(drop)
  useEffect(() => {
    dropNow.current = drop
  })
  const close = () => {
    drop()
    startAnew()
    onClose()
  }
  const title = t('newOrder.title')
  if (sent) {
    return (
      <Dialog open={open} onClose={close} closeLabel={t('app.close')} title={title}>
        <Created
          sent={sent}
          // Whether customers write to the site is for its owner to set, and no news at each order.
          hasCode={catalogue.kind !== 'ready' || catalogue.catalogue.whatsappNumber !== null}
          onAnother={startAnew}
          onOpenOrder={(orderID) => {
            close()
            onOpenOrder(orderID)
          }}
        />
      </Dialog>
    )
  }
  if (catalogue.kind === 'ready' && catalogue.catalogue.services.length > 0) {
    return (
      <NewOrderForm
        open={open}
        onClose={close}
        catalogue={catalogue.catalogue}
        draft={draft}
        onDraft={setDraft}
        problem={problem}
        onProblem={setProblem}
        onSend={(commandId, typed) => {
          awaited.current = commandId
          if (refusal.current) sentAfter.current.set(commandId, refusal.current)
          setProblem(null)
          refusals.keep(commandId, typed)
        }}
        onSent={(commandId, typed) => {
          // A server on the same network may have refused it by now: then the form has it back already.
          if (store.resultOf(commandId)?.status === 'rejected') return
          void refusal.current?.settle().catch(() => {})
          refusal.current = null
          sentAfter.current.delete(commandId)
          setSent({ commandId, plate: plateOf(typed) ?? '', takenAs: typed.takenAs })
          setDraft(EMPTY_DRAFT)
        }}
        onOpenOrder={(orderID) => {
          close()
          onOpenOrder(orderID)
        }}
      />
    )
  }
  return (
    <Dialog shape="wide" open={open} onClose={close} closeLabel={t('app.close')} title={title}>
      {catalogue.kind === 'loading' && (
        <div className="grid grid-cols-3 gap-3" aria-busy="true">
          <span className="sr-only">{t('app.loading')}</span>
          {['a', 'b', 'c', 'd', 'e', 'f'].map((name) => (
            <Skeleton key={name} className="h-24" />
          ))}
        </div>
      )}
      {catalogue.kind === 'failed' && <CatalogueFailed onRetry={catalogue.retry} />}
      {catalogue.kind === 'ready' && (
        <EmptyState large icon={Tags} title={t('newOrder.emptyTitle')}>
          {t('newOrder.empty')}
        </EmptyState>
      )}
    </Dialog>
  )
}

interface CreatedProps {
  readonly sent: Sent
  /** There is a code for the customer to scan. */
  readonly hasCode: boolean
  readonly onAnother: () => void
  readonly onOpenOrder: (orderID: string) => void
}

function Created({ sent, hasCode, onAnother, onOpenOrder }: CreatedProps) {
  const { t } = useTranslation()
  const store = useStore()
  const { freshness } = useStatus()
  const [answered, setAnswered] = useState<string | null>(null)
  // Shown as this station calls it, until the server has numbered it.
  const order = useDocument('order', answered ?? sent.takenAs)
  const orderID = order?.orderID ?? answered
  useEffect(() => {
    const take = (result: CommandResult | undefined) => {
      if (result?.id !== sent.commandId) return
      if (result.status === 'applied') setAnswered(result.orderID ?? null)
    }
    // A server on the same network may answer before this is drawn.
    take(store.resultOf(sent.commandId))
    return store.onResult(take)
  }, [store, sent])
  const isOffline = freshness.kind === 'stale'
  return (
    <div className="flex flex-col items-center gap-5 text-center">
      <Plate plate={sent.plate} size="large" />
      {orderID === null ? (
        <div role="status" className="flex flex-col gap-2">
          <p className="font-semibold text-lg">{t('newOrder.waitingTitle', { plate: sent.plate })}</p>
          <p className="text-ink-soft">{t(isOffline ? 'newOrder.waitingOffline' : 'newOrder.waiting')}</p>
        </div>
      ) : (
        <>
          <div role="status" className="flex flex-col gap-1">
            <p className="tabular font-semibold text-xl max-md:text-lg">
              {t('newOrder.createdTitle', { orderID: shownNumber(orderID) })}
            </p>
            {isProvisional(orderID)
              ? isOffline && <p className="max-w-md text-ink-soft">{t('newOrder.numberedLater')}</p>
              : order?.takenAs && (
                  <p className="tabular text-ink-soft">{t('order.takenAs', { number: shownNumber(order.takenAs) })}</p>
                )}
          </div>
          {hasCode && <QrPanel orderID={orderID} />}
        </>
      )}
      <div className="flex flex-wrap justify-center gap-3">
        {orderID !== null && <Button onPress={() => onOpenOrder(orderID)}>{t('newOrder.openOrder')}</Button>}
        <Button look="primary" autoFocus onPress={onAnother}>
          {t('newOrder.another')}
        </Button>
      </div>
    </div>
  )
}
