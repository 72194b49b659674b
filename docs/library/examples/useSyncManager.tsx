import { useSyncManager } from '@/lib/sync'

export function Stream() {
  const { connectionState, isConnected, events } = useSyncManager()
  return <p>{isConnected ? `${events.length} events kept` : connectionState}</p>
}
