import { ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWholeOrder, type Order, type SeenOrder, shownNumber } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { CustomerNotes, OrderHead, OrderLines, SectionTitle } from './OrderParts'
import { ReceiptDialog } from './PaperDialog'
import { Timeline } from './Timeline'

/** An order of another day, as the server told it: to look at and to print again. What is over is not changed here. */
export function PastOrderPage({ order, onClose }: { readonly order: SeenOrder; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      shape="sheet"
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('order.title', { orderID: shownNumber(order.orderID) })}
    >
      <div className="flex flex-col gap-7">
        <OrderHead order={order} isPast />
        {isWholeOrder(order) ? (
          <>
            <OrderLines order={order} />
            <ReceiptAgain order={order} />
            <CustomerNotes order={order} />
            {order.staffNotes && (
              <section>
                <SectionTitle>{t('order.staffNotes')}</SectionTitle>
                <p className="select-text whitespace-pre-wrap rounded-md bg-sunken px-3 py-2">{order.staffNotes}</p>
              </section>
            )}
            <Timeline order={order} isPast />
          </>
        ) : (
          <p className="rounded-md bg-warn-soft px-4 py-3 text-warn">{t('order.seenInPart')}</p>
        )}
      </div>
    </Dialog>
  )
}

function ReceiptAgain({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const [isShown, setShown] = useState(false)
  return (
    <section>
      <Button icon={ReceiptText} onPress={() => setShown(true)}>
        {t('receipt.show')}
      </Button>
      {isShown && <ReceiptDialog order={order} onClose={() => setShown(false)} />}
    </section>
  )
}
