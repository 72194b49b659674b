import { useSyncManagerContext } from '@/lib/sync'

export function Connection() {
  const { connectionState, error } = useSyncManagerContext()
  return <p>{error ?? connectionState}</p>
}
