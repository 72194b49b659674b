import { useTranslation } from 'react-i18next'
import { useHost, useSettings } from '../host'
import { useDocument } from '../store/use-station'

/** Who acts here, as people call them: the person who signed in, else the bay or the desk. */
export function useOwnName(): string {
  const { t } = useTranslation()
  const { session } = useHost()
  const { settings } = useSettings()
  const bay = useDocument('bay', settings.role === 'bay' ? settings.bayId : null)
  return session?.person.name ?? bay?.name ?? t(`role.${settings.role}`)
}
