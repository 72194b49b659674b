import { MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isWholeJob } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { OfflineBanner } from '../../frame/OfflineBanner'
import { OthersWaiting } from '../../frame/OthersWaiting'
import { useSettings } from '../../host'
import { useBays, useDocument } from '../../store/use-station'
import { BayBar } from './BayBar'
import { BayOut } from './BayOut'
import { CarGone } from './CarGone'
import { IdleBay } from './IdleBay'
import { RunningJob } from './RunningJob'
import { WaitingForJob } from './WaitingForJob'

/** The kiosk at a bay: the running job fills it; without one, the queue. */
export function Bay() {
  const { settings } = useSettings()
  const bay = useDocument('bay', settings.bayId)
  const job = useDocument('job', bay?.jobId ?? null)
  if (!bay) return <ChooseBay />
  return (
    <div className="flex h-dvh flex-col">
      <BayBar bay={bay} />
      <OfflineBanner />
      <OthersWaiting />
      <CarGone bay={bay} />
      <main className="flex min-h-0 grow flex-col">
        {job && isWholeJob(job) && job.status !== 'cancelled' ? (
          <RunningJob job={job} />
        ) : bay.orderID ? (
          <WaitingForJob bayId={bay.bayId} orderID={bay.orderID} />
        ) : bay.status === 'cleaning' || bay.status === 'out_of_service' ? (
          <BayOut bay={bay} />
        ) : (
          <IdleBay bay={bay} />
        )}
      </main>
    </div>
  )
}

/** Before the screen knows its bay. */
function ChooseBay() {
  const { t } = useTranslation()
  const { change } = useSettings()
  const bays = useBays()
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-8 p-8">
      <EmptyState large icon={MapPin} title={bays.length > 0 ? t('bay.choose') : t('bay.noBays')}>
        {bays.length > 0 ? t('bay.chooseText') : t('bay.noBaysText')}
      </EmptyState>
      <div className="grid w-full max-w-3xl grid-cols-3 gap-4 max-md:grid-cols-2">
        {bays.map((bayId) => (
          <BayChoice key={bayId} bayId={bayId} onChoose={() => void change({ bayId })} />
        ))}
      </div>
    </main>
  )
}

function BayChoice({ bayId, onChoose }: { readonly bayId: string; readonly onChoose: () => void }) {
  const bay = useDocument('bay', bayId)
  return (
    <Button size="giant" onPress={onChoose}>
      {bay?.name ?? bayId}
    </Button>
  )
}
