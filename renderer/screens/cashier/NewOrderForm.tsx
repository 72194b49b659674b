import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Catalogue, newCommandId, priceOrder, provisionalID, QUEUE_IDS, type QueueId } from '@/lib/domain'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { Dialog } from '@/lib/ui/design/Dialog'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { type StationHost, useHost } from '../../host'
import { useQueues, useStore } from '../../store/use-station'
import { shortNumber } from './OrderCard'
import { OrderFields } from './OrderFields'
import { asTold, chosenOf, customerOf, type DraftProblem, type OrderDraft, plateOf } from './order-draft'
import { waitingWith } from './order-search'
import { SameAgain } from './PastOrders'

export interface NewOrderFormProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly catalogue: Catalogue
  readonly draft: OrderDraft
  readonly onDraft: (draft: OrderDraft) => void
  readonly problem: DraftProblem | null
  readonly onProblem: (problem: DraftProblem | null) => void
  /** Told before it is sent, so that the answer finds what it belongs to. */
  readonly onSend: (commandId: string, draft: OrderDraft) => void
  readonly onSent: (commandId: string, draft: OrderDraft) => void
  readonly onOpenOrder: (orderID: string) => void
}

/** The queue that is meant where none was chosen: the first open one. Nobody comes before others by default. */
const USUAL: readonly QueueId[] = ['regular', 'remnant', 'vip']

/** Plate typed, one tap on a service, one on create. Prices are shown as the server will count them. */
export function NewOrderForm(props: NewOrderFormProps) {
  const { open, onClose, catalogue, draft, onDraft, problem, onProblem, onSend, onSent, onOpenOrder } = props
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const host = useHost()
  const store = useStore()
  const queues = useQueues()
  const { vehicle, notes } = draft
  const closed = (id: string) => queues.some(({ queueId, open: takes }) => queueId === id && !takes)
  const queue = draft.queue ?? USUAL.find((id) => !closed(id)) ?? 'regular'
  const [isSending, setSending] = useState(false)
  // The order that is being sent stands among the others before it is said to be kept.
  const twin = open && !isSending ? waitingWith(store.all('order'), draft.plate) : undefined
  const change = (part: Partial<OrderDraft>) => {
    onDraft({ ...draft, ...part })
    onProblem(null)
  }

  const offered = catalogue.services.filter((service) => service.active)
  const services = chosenOf(offered, draft)
  const priced = priceOrder(catalogue.services, services, vehicle, 0, catalogue.taxRate)
  const total = priced.allowed ? format.money(priced.totalAmount, catalogue.currency) : null

  /** `twice`: the person has read that the car waits already. */
  const create = async (twice: boolean) => {
    if (isSending) return
    const plate = plateOf(draft)
    if (plate === null) return onProblem({ kind: 'plate' })
    if (services.length === 0) return onProblem({ kind: 'service' })
    if (closed(queue)) return onProblem({ kind: 'queue' })
    if (twin && !twice && problem?.kind !== 'twice') return onProblem({ kind: 'twice' })
    setSending(true)
    const id = newCommandId()
    const takenAs = draft.takenAs ?? (await nameOf(host, id))
    onSend(id, { ...draft, takenAs })
    const kept = await act(
      'order.create',
      {
        plate,
        vehicleType: vehicle,
        services: asTold(services, priced),
        queue,
        customer: customerOf(draft),
        customerNotes: notes.trim(),
        takenAs,
      },
      { id },
    )
    setSending(false)
    if (kept) onSent(id, { ...draft, takenAs })
  }
  const said = sayProblem()

  return (
    <Dialog
      shape="wide"
      open={open}
      // An order on its way cannot be dropped any more.
      onClose={() => !isSending && onClose()}
      closeLabel={t('app.close')}
      title={t('newOrder.title')}
      footer={
        <>
          {said && problem?.kind !== 'refused' && (
            <p role="alert" className="me-auto min-w-0 font-medium text-bad">
              {said}
            </p>
          )}
          <Button isDisabled={isSending} onPress={onClose}>
            {t('app.cancel')}
          </Button>
          <Button
            look="primary"
            size="large"
            subject={twin?.orderID}
            isDisabled={isSending}
            onPress={() => void create(true)}
          >
            {twin
              ? t('newOrder.makeAnother')
              : total && services.length > 0
                ? t('newOrder.createFor', { amount: total })
                : t('newOrder.create')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-5"
        inert={isSending}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void create(false)
        }}
      >
        {problem?.kind === 'refused' && <Refused why={problem.why} />}
        {twin && (
          <Banner
            tone="warn"
            title={t(twin.stage === 'in_progress' ? 'newOrder.washedAlready' : 'newOrder.waitsAlready', {
              plate: twin.vehicle?.plate ?? draft.plate,
              order: shortNumber(twin.orderID),
            })}
            action={<Button onPress={() => onOpenOrder(twin.orderID)}>{t('newOrder.openIt')}</Button>}
          />
        )}
        <SameAgain draft={draft} offered={offered} onFill={change} />
        <OrderFields
          draft={draft}
          onChange={change}
          services={offered}
          currency={catalogue.currency}
          plateError={problem?.kind === 'plate' ? t('newOrder.plateMissing') : null}
        >
          <Choice
            label={t('newOrder.queue')}
            value={queue}
            onChange={(next) => change({ queue: next })}
            options={QUEUE_IDS.map((id) => ({
              value: id,
              label: closed(id) ? t('newOrder.queueClosed', { queue: t(`queue.${id}`) }) : t(`queue.${id}`),
              isDisabled: closed(id),
            }))}
          />
        </OrderFields>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )

  function sayProblem(): string | null {
    if (problem?.kind === 'service') return t('newOrder.serviceMissing')
    if (problem?.kind === 'queue') return t('newOrder.queueChoose')
    if (problem?.kind === 'twice' && twin) return t('newOrder.twiceAgain')
    return null
  }
}

/** What this station calls the order until the server has numbered it; `null` where no number can be kept. */
async function nameOf(host: StationHost, commandId: string): Promise<string | null> {
  const number = await host.nextOrderNumber().catch(() => null)
  return number === null ? null : provisionalID(number, commandId)
}

/** What the server answered, before all else on the form that comes back filled. */
function Refused({ why }: { readonly why: string }) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // After the dialog has given the focus to its first field.
    const frame = requestAnimationFrame(() => place.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div ref={place} tabIndex={-1} role="alert">
      <Banner tone="bad" title={t('newOrder.refusedTitle')}>
        {why}
      </Banner>
    </div>
  )
}
