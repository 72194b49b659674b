import { UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { useWho } from './who'

/** Whose name is on what is done here, and the way to another one; nothing where the site does not ask. */
export function WhoButton() {
  const { t } = useTranslation()
  const { asks, person, change } = useWho()
  if (!asks) return null
  const name = person?.name ?? t('who.noName')
  return (
    <Button look="quiet" icon={UserRound} aria-label={t('who.change', { name })} onPress={change}>
      <span className="block max-w-36 truncate max-lg:max-w-24 max-sm:max-w-16">{name}</span>
    </Button>
  )
}
