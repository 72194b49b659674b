import { type Actor, actingAs, type Occasion } from '@/lib/domain'
import { useWho } from '../frame/who/who'
import { useHost, useSettings } from '../host'

/** Who stands there is known where the site asks alone; a screen judges what somebody wants. */
export const WISHED_HERE: Occasion = { asksWho: true, isFact: false }

/** On whose behalf this screen acts, for the rules. */
export function useActor(): Actor {
  const host = useHost()
  const { settings } = useSettings()
  const { person } = useWho()
  const station: Actor = { role: host.roleFor(settings), tenantId: '', bayId: settings.bayId }
  return actingAs(station, { person, approver: null }, WISHED_HERE)
}
