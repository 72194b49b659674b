import { type SyncEvent, useOptimisticUpdates, useSyncManager } from '@/lib/sync'

const follow = (stage: string, { data }: SyncEvent) => data.newStage ?? stage

export function Ahead({ stage }: { stage: string }) {
  const { events } = useSyncManager()
  const last = events.at(-1)
  const { data, applyOptimisticUpdate, clearOptimisticUpdates, hasPendingUpdates } = useOptimisticUpdates(stage, follow)
  const change = () => {
    if (hasPendingUpdates) clearOptimisticUpdates()
    else if (last) applyOptimisticUpdate({ ...last, id: 'tried', data: { newStage: 'completed' } })
  }
  return (
    <p>
      {`${data} `}
      <button type="button" onClick={change}>
        {hasPendingUpdates ? 'Take it back' : 'Show it as completed'}
      </button>
    </p>
  )
}
