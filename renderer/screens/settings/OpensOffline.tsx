import { useTranslation } from 'react-i18next'
import { useShell } from '../../hosts/use-shell'

/** Whether this browser opens the station without the server, and what it would take. */
export function OpensOffline() {
  const { t } = useTranslation()
  const shell = useShell()
  if (!shell) return null
  return (
    <section className="flex flex-col gap-1">
      <h2 className="font-semibold">{t('shell.title')}</h2>
      <p className="text-ink-soft">{t(`shell.opens.${shell.opensOffline}`)}</p>
    </section>
  )
}
