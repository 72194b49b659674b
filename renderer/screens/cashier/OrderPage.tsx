import { ClipboardList, FileX2, Pencil, ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWholeOrder, mayChange, type Order, orderMinutes, type SeenOrder, shownNumber } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { TextField } from '@/lib/ui/design/Field'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { PAYMENT_LOOKS, STAGE_LOOKS } from '@/lib/ui/words/states'
import { useAct } from '../../frame/use-act'
import { useDocument } from '../../store/use-station'
import { ChangeDialog } from './ChangeDialog'
import { CustomerLine } from './CustomerLine'
import { JobCardDialog, ReceiptDialog } from './PaperDialog'
import { CarHistory } from './PastOrders'
import { PaymentList } from './PaymentList'
import { PaymentPanel } from './PaymentPanel'
import { QrPanel } from './QrPanel'
import { StageMoves } from './StageMoves'
import { Timeline } from './Timeline'

/** One order whole: what was ordered, money, what may be done with it, and what happened. Closed while `null`. */
export function OrderPage({ orderID, onClose }: { readonly orderID: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  // Opened under its provisional number, it goes on under the server's.
  const number = useDocument('order', orderID)?.orderID ?? orderID ?? ''
  return (
    <Dialog
      shape="sheet"
      open={orderID !== null}
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('order.title', { orderID: shownNumber(number) })}
    >
      {/* A scan may open another order over this one: what was typed and asked for belongs to this one alone. */}
      {orderID !== null && <OrderBody key={orderID} orderID={orderID} />}
    </Dialog>
  )
}

function OrderBody({ orderID }: { readonly orderID: string }) {
  const { t } = useTranslation()
  const order = useDocument('order', orderID)
  if (!order) {
    return (
      <EmptyState large icon={FileX2} title={t('order.gone')}>
        {t('order.goneText')}
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-7">
      <OrderHead order={order} />
      {isWholeOrder(order) ? (
        <>
          <OrderLines order={order} />
          <PaymentPanel order={order} />
          <Papers order={order} />
          <StageMoves order={order} />
          <Notes order={order} />
          <CarHistory order={order} />
          <Timeline order={order} />
        </>
      ) : (
        <p className="rounded-md bg-warn-soft px-4 py-3 text-warn">{t('order.seenInPart')}</p>
      )}
    </div>
  )
}

export function SectionTitle({ children }: { readonly children: string }) {
  return <h3 className="mb-2.5 font-semibold text-ink-soft text-sm">{children}</h3>
}

function OrderHead({ order }: { readonly order: SeenOrder }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bay = useDocument('bay', order.bayId)
  const stage = STAGE_LOOKS[order.stage]
  const { paymentStatus, createdAt, vehicle } = order
  const payment = paymentStatus && PAYMENT_LOOKS[paymentStatus]
  const { takenAs } = order
  const taken = (name: string) => t('order.takenAs', { number: shownNumber(name) })
  return (
    <section className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <Plate plate={vehicle?.plate} size="large" />
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-x-4 text-ink-soft">
          <span>
            {[vehicle?.type && t(`vehicle.${vehicle.type}`), vehicle?.make, vehicle?.colour]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {isWholeOrder(order) && <CustomerLine order={order} />}
        </p>
        <p className="flex flex-wrap items-center gap-1.5">
          <StateChip tone={stage.tone} icon={stage.icon}>
            {t(`stage.${order.stage}`)}
          </StateChip>
          {payment && (
            <StateChip tone={payment.tone} icon={payment.icon}>
              {t(`payment.${paymentStatus}`)}
            </StateChip>
          )}
          <span className="tabular text-ink-faint text-sm">
            {takenAs && `${takenAs === order.orderID ? t('order.notNumbered') : taken(takenAs)} · `}
            {bay && `${t('order.inBay', { bay: bay.name })} · `}
            {order.queue && `${t('order.inQueue', { queue: t(`queue.${order.queue}`) })} · `}
            {createdAt && t('order.createdAt', { time: format.time(createdAt, Date.parse(order.updatedAt)) })}
          </span>
        </p>
      </div>
    </section>
  )
}

function OrderLines({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = (sen: number) => format.money(sen, order.currency)
  const due = order.totalAmount - order.paidAmount
  const [changing, setChanging] = useState(false)
  return (
    <section>
      <div className="flex items-center justify-between gap-3">
        <SectionTitle>{t('order.services')}</SectionTitle>
        {mayChange(order).allowed && (
          <Button look="quiet" icon={Pencil} onPress={() => setChanging(true)}>
            {t('order.changeAsk')}
          </Button>
        )}
      </div>
      {changing && <ChangeDialog order={order} onClose={() => setChanging(false)} />}
      <table className="tabular w-full">
        <tbody>
          {order.services.map((line) => (
            <tr key={line.serviceId} className="border-line border-b align-top">
              <th scope="row" className="py-2 text-start font-medium">
                {line.name}
                {line.options.length > 0 && (
                  <span className="block font-normal text-ink-faint text-sm">
                    {line.options.map((option) => option.name).join(', ')}
                  </span>
                )}
              </th>
              <td className="whitespace-nowrap py-2 text-end text-ink-faint">{format.minutes(line.minutes)}</td>
              <td className="w-32 py-2 text-end">{money(line.price)}</td>
            </tr>
          ))}
          {order.discount > 0 && (
            <tr className="border-line border-b">
              <th scope="row" className="py-2 text-start font-normal text-ink-soft">
                {t('order.discount')}
                {order.discountReason && (
                  <span className="block break-words text-ink-faint text-sm">{order.discountReason}</span>
                )}
              </th>
              <td />
              <td className="py-2 text-end">−{money(order.discount)}</td>
            </tr>
          )}
          {order.rounding !== undefined && order.rounding !== 0 && (
            <tr className="border-line border-b text-ink-soft">
              <th scope="row" className="py-2 text-start font-normal">
                {t('order.rounding')}
              </th>
              <td />
              <td className="py-2 text-end">{money(order.rounding)}</td>
            </tr>
          )}
          <tr>
            <th scope="row" className="py-2 text-start font-semibold">
              {t('order.total')}
            </th>
            <td className="whitespace-nowrap py-2 text-end text-ink-faint">{format.minutes(orderMinutes(order))}</td>
            <td className="py-2 text-end font-semibold text-lg">{money(order.totalAmount)}</td>
          </tr>
          {order.paidAmount !== 0 && (
            <tr className="text-ink-soft text-sm">
              <th scope="row" className="text-start font-normal">
                {t('order.paid')}
                {due > 0 && ` · ${t('order.due')}`}
              </th>
              <td />
              <td className="text-end">
                {money(order.paidAmount)}
                {due > 0 && ` · ${money(due)}`}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <PaymentList order={order} />
    </section>
  )
}

function Notes({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const act = useAct()
  const kept = order.staffNotes ?? ''
  const [draft, setDraft] = useState<string | null>(null)
  const save = () => {
    if (draft !== null && draft !== kept) {
      void act(
        'order.setStatus',
        { orderID: order.orderID, staffNotes: draft },
        {
          said: t('toast.notesSaved'),
          undo: () => void act('order.setStatus', { orderID: order.orderID, staffNotes: kept }),
        },
      )
    }
    setDraft(null)
  }
  return (
    <section className="flex flex-col gap-3">
      {order.customerNotes && (
        <div>
          <SectionTitle>{t('order.notes')}</SectionTitle>
          <p className="whitespace-pre-wrap rounded-md bg-sunken px-3 py-2">{order.customerNotes}</p>
        </div>
      )}
      <div className="flex items-end gap-3">
        <div className="grow">
          <TextField
            label={t('order.staffNotes')}
            value={draft ?? kept}
            onChange={setDraft}
            maxLength={2000}
            // Each refund adds a line.
            multiline
          />
        </div>
        {draft !== null && draft !== kept && <Button onPress={save}>{t('app.save')}</Button>}
      </div>
    </section>
  )
}

/** What the customer takes along, and what goes with the car. */
function Papers({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'qr' | 'receipt' | 'jobCard' | null>(null)
  const closed = ['completed', 'cancelled'].includes(order.stage)
  return (
    <section className="flex flex-col items-start gap-3">
      <div className="flex flex-wrap gap-2">
        <Button icon={ReceiptText} onPress={() => setShown('receipt')}>
          {t('receipt.show')}
        </Button>
        {!closed && (
          <Button icon={ClipboardList} onPress={() => setShown('jobCard')}>
            {t('receipt.showJobCard')}
          </Button>
        )}
        {!closed && shown !== 'qr' && <Button onPress={() => setShown('qr')}>{t('order.showQr')}</Button>}
      </div>
      {!closed && shown === 'qr' && <QrPanel orderID={order.orderID} />}
      {shown === 'jobCard' && <JobCardDialog order={order} onClose={() => setShown(null)} />}
      {shown === 'receipt' && <ReceiptDialog order={order} onClose={() => setShown(null)} />}
    </section>
  )
}
