import { LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { useSignOut } from '../../frame/use-sign-out'
import type { WebSession } from '../../host'

/** Ends the session of the person who signed in by name. */
export function SignOut({ session }: { readonly session: WebSession }) {
  const { t } = useTranslation()
  const { signOut, question } = useSignOut(session)
  return (
    <>
      <Button look="quiet" icon={LogOut} onPress={signOut}>
        <span className="max-md:sr-only">{t('settings.signOut')}</span>
      </Button>
      {question}
    </>
  )
}
