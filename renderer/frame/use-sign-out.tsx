import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import type { WebSession } from '../host'
import { useStatus } from '../store/use-station'
import { useToasts } from './Toasts'

/** Ends the session; first says, in the `question`, what has not been sent yet and what becomes of it. */
export function useSignOut(session: WebSession): { readonly signOut: () => void; readonly question: ReactNode } {
  const { t } = useTranslation()
  const { pendingCommands: count, commandsKept } = useStatus()
  const [asking, setAsking] = useState(false)
  const toasts = useToasts()
  const leave = () => void session.signOut().catch(() => toasts.error(t('settings.signOutFailed')))
  const stay = () => setAsking(false)
  return {
    signOut: () => (count > 0 ? setAsking(true) : leave()),
    question: (
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
    ),
  }
}
