import { Tags } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command, CommandResult } from '@/lib/sync/protocol'
import { Banner } from '../../design/Banner'
import { Button } from '../../design/Button'
import { Dialog } from '../../design/Dialog'
import { EmptyState, Skeleton } from '../../design/EmptyState'
import { Plate } from '../../design/Plate'
import { useStatus, useStore } from '../../store/use-station'
import { NewOrderForm } from './NewOrderForm'
import { QrPanel } from './QrPanel'
import { useCatalogue } from './use-catalogue'

export interface NewOrderProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onOpenOrder: (orderID: string) => void
}

interface Sent {
  readonly commandId: Command['id']
  readonly plate: string
}

/** A new order: form, then its number and the customer's QR code as soon as the server has given them. */
export function NewOrder({ open, onClose, onOpenOrder }: NewOrderProps) {
  const { t } = useTranslation()
  const [sent, setSent] = useState<Sent | null>(null)
  const catalogue = useCatalogue(open)
  const close = () => {
    setSent(null)
    onClose()
  }
  const title = t('newOrder.title')
  if (sent) {
    return (
      <Dialog open={open} onClose={close} closeLabel={t('app.close')} title={title}>
        <Created
          sent={sent}
          onAnother={() => setSent(null)}
          onOpenOrder={(orderID) => {
            close()
            onOpenOrder(orderID)
          }}
        />
      </Dialog>
    )
  }
  if (catalogue.kind === 'ready' && catalogue.catalogue.services.length > 0) {
    return <NewOrderForm open={open} onClose={close} catalogue={catalogue.catalogue} onSent={setSent} />
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
      {catalogue.kind === 'failed' && (
        <Banner
          tone="bad"
          title={t('newOrder.loadError')}
          action={<Button onPress={catalogue.retry}>{t('app.retry')}</Button>}
        >
          {t('newOrder.loadErrorText')}
        </Banner>
      )}
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
  readonly onAnother: () => void
  readonly onOpenOrder: (orderID: string) => void
}

function Created({ sent, onAnother, onOpenOrder }: CreatedProps) {
  const { t } = useTranslation()
  const store = useStore()
  const { freshness } = useStatus()
  const [orderID, setOrderID] = useState<string | null>(null)
  useEffect(() => {
    const take = (result: CommandResult | undefined) => {
      if (result?.id !== sent.commandId) return
      if (result.status === 'applied') setOrderID(result.orderID ?? null)
      if (result.status === 'rejected') onAnother()
    }
    // A server next door answers before this is drawn.
    take(store.resultOf(sent.commandId))
    return store.onResult(take)
  }, [store, sent, onAnother])
  return (
    <div className="flex flex-col items-center gap-5 text-center">
      <Plate plate={sent.plate} size="large" />
      {orderID === null ? (
        <div role="status" className="flex flex-col gap-2">
          <p className="font-semibold text-lg">{t('newOrder.waitingTitle', { plate: sent.plate })}</p>
          <p className="text-ink-soft">
            {freshness.kind === 'stale' ? t('newOrder.waitingOffline') : t('newOrder.waiting')}
          </p>
        </div>
      ) : (
        <>
          <p role="status" className="tabular font-semibold text-xl max-md:text-lg">
            {t('newOrder.createdTitle', { orderID })}
          </p>
          <QrPanel orderID={orderID} />
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
