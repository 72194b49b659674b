import { useQueueSync } from '@/lib/sync'

export function Queues() {
  const { queues } = useQueueSync()
  return (
    <ul>
      {queues.map(({ queueId, open, entries }) => (
        <li key={queueId}>{`${queueId}: ${open ? 'open' : 'closed'}, ${entries.length} waiting`}</li>
      ))}
    </ul>
  )
}
