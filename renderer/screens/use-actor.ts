import type { Actor } from '@/lib/domain'
import { useHost, useSettings } from '../host'

/** On whose behalf this screen acts, for the rules. */
export function useActor(): Actor {
  const host = useHost()
  const { settings } = useSettings()
  return { role: host.roleFor(settings), tenantId: '', bayId: settings.bayId }
}
