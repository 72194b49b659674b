'use client'

import { CloudOff } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { NoticePage } from '@/lib/ui/design/NoticePage'
import { SHELL } from '@/renderer/hosts/shell-names'

/** Between two looks for the server, milliseconds. */
const LOOK_EVERY = 3_000

/** The server does not answer, and nobody is signed in here whose station could be shown. Goes on by itself. */
export function NothingKept() {
  const { t } = useTranslation()
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch('/api/v1/sync/health', { cache: 'no-store' }).catch(() => null)
      if (answer?.ok) openStation()
    }, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [])
  return (
    <NoticePage
      icon={CloudOff}
      title={t('shell.noServer')}
      actions={
        <Button look="primary" size="large" onPress={openStation}>
          {t('app.retry')}
        </Button>
      }
    >
      {t('shell.nothingKept')}
    </NoticePage>
  )
}

/** Under the shell's own address the server has nothing else to show. */
function openStation(): void {
  if (location.pathname === SHELL) location.replace('/station')
  else location.reload()
}
