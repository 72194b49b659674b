import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Skeleton } from '@/lib/ui/design/EmptyState'
import { Plate } from '@/lib/ui/design/Plate'
import { useDocument } from '../../store/use-station'
import { MoveToBay } from '../MoveToBay'
import { useBayActs } from '../use-bay-acts'

const ROWS = ['a', 'b', 'c', 'd']

/** The car is in the bay; its steps are still on their way from the server. */
export function WaitingForJob({ bayId, orderID }: { readonly bayId: string; readonly orderID: string }) {
  const { t } = useTranslation()
  const order = useDocument('order', orderID)
  const acts = useBayActs()
  const plate = order?.vehicle?.plate ?? orderID
  return (
    <div role="status" className="flex grow flex-col items-center justify-center gap-6 p-8 text-center">
      <Plate plate={plate} size="huge" />
      <p className="font-semibold text-2xl">{t('bay.preparing')}</p>
      <p className="text-ink-soft text-lg">{t('bay.preparingText')}</p>
      <div className="flex w-full max-w-xl flex-col gap-3">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-14" />
        ))}
      </div>
      <div className="flex flex-wrap justify-center gap-4">
        <MoveToBay orderID={orderID} bayId={bayId} size="large" />
        <Button size="large" icon={Undo2} onPress={() => acts.release(bayId, { orderID, plate })}>
          {t('bay.release')}
        </Button>
      </div>
    </div>
  )
}
