import { ClipboardList, FileX2, ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWholeOrder, mayChange, type Order, shownNumber } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { TextField } from '@/lib/ui/design/Field'
import { useAct } from '../../frame/use-act'
import { useDocument } from '../../store/use-station'
import { ChangeDialog } from './ChangeDialog'
import { FreeWash } from './FreeWash'
import { CustomerNotes, OrderHead, OrderLines } from './OrderParts'
import { JobCardDialog, ReceiptDialog } from './PaperDialog'
import { CarHistory } from './PastOrders'
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
          <ChangeableLines order={order} />
          <FreeWash order={order} />
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

function ChangeableLines({ order }: { readonly order: Order }) {
  const [changing, setChanging] = useState(false)
  return (
    <>
      <OrderLines order={order} {...(mayChange(order).allowed && { onChange: () => setChanging(true) })} />
      {changing && <ChangeDialog order={order} onClose={() => setChanging(false)} />}
    </>
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
      <CustomerNotes order={order} />
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
