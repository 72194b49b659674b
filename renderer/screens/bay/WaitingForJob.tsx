import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../design/EmptyState'
import { Plate } from '../../design/Plate'
import { useDocument } from '../../store/use-station'

const ROWS = ['a', 'b', 'c', 'd']

/** The car is in the bay; its steps are still on their way from the server. */
export function WaitingForJob({ orderID }: { readonly orderID: string }) {
  const { t } = useTranslation()
  const order = useDocument('order', orderID)
  return (
    <div role="status" className="flex grow flex-col items-center justify-center gap-6 p-8 text-center">
      <Plate plate={order?.vehicle?.plate ?? orderID} size="huge" />
      <p className="font-semibold text-2xl">{t('bay.preparing')}</p>
      <p className="text-ink-soft text-lg">{t('bay.preparingText')}</p>
      <div className="flex w-full max-w-xl flex-col gap-3">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-14" />
        ))}
      </div>
    </div>
  )
}
