import { useConnectionHealth } from '@/lib/sync'

export function Health() {
  const { status, freshness } = useConnectionHealth()
  return <p>{`${status}, ${freshness.kind === 'stale' ? `not current since ${freshness.since}` : freshness.kind}`}</p>
}
