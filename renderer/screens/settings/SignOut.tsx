import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button'
import { Dialog } from '../../design/Dialog'
import { useToasts } from '../../frame/Toasts'
import type { WebSession } from '../../host'
import { useStatus } from '../../store/use-station'

/** Ends the session; first says what has not been sent yet and what becomes of it. */
export function SignOut({ session }: { readonly session: WebSession }) {
  const { t } = useTranslation()
  const { pendingCommands: count, commandsKept } = useStatus()
  const [asking, setAsking] = useState(false)
  const toasts = useToasts()
  const leave = () => void session.signOut().catch(() => toasts.error(t('settings.signOutFailed')))
  const stay = () => setAsking(false)
  return (
    <>
      <Button look="quiet" icon={LogOut} onPress={() => (count > 0 ? setAsking(true) : leave())}>
        {t('settings.signOut')}
      </Button>
      <Dialog
        open={asking}
        onClose={stay}
        title={t('outbox.unsent', { count })}
        closeLabel={t('app.close')}
        footer={
          <>
            <Button look="quiet" onPress={leave}>
              {t('settings.signOut')}
            </Button>
            <Button look="primary" onPress={stay}>
              {t('outbox.stay')}
            </Button>
          </>
        }
      >
        <p>{t(commandsKept === 'memory' ? 'outbox.lostOnLeaving' : 'outbox.keptFor', { count })}</p>
        <p className="mt-3 text-ink-soft">{t('outbox.stayHint')}</p>
      </Dialog>
    </>
  )
}
