import { useTranslation } from 'react-i18next'
import { useHost, useSettings } from '../host'
import { useDocument } from '../store/use-station'
import { useWho } from './who/who'

/** Who acts here, as people call them: the person who stands here or signed in, else the bay or the desk. */
export function useOwnName(): string {
  const { t } = useTranslation()
  const { session } = useHost()
  const { settings } = useSettings()
  const { person } = useWho()
  const bay = useDocument('bay', settings.role === 'bay' ? settings.bayId : null)
  return person?.name ?? session?.person.name ?? bay?.name ?? t(`role.${settings.role}`)
}
