import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { useSettings } from '../host'
import { useShell } from '../hosts/use-shell'
import { useStatus } from '../store/use-station'

/** That the server has brought a newer version. A person loads it when it suits them; a board, which nobody touches, does by itself. */
export function NewerVersion() {
  const { t } = useTranslation()
  const newer = useShell()?.newer ?? false
  const { role } = useSettings().settings
  // Without the server there are better things to read, and nothing newer to load.
  const shown = useStatus().freshness.kind !== 'stale' && newer
  useEffect(() => {
    if (shown && role === 'board') location.reload()
  }, [shown, role])
  if (!shown || role === 'board') return null
  return (
    <div className="px-5 pt-3 max-md:px-3">
      <Banner
        tone="info"
        title={t('shell.newer')}
        action={
          <Button className="shrink-0 whitespace-nowrap" onPress={() => location.reload()}>
            {t('shell.load')}
          </Button>
        }
      >
        {t('shell.newerStill')}
      </Banner>
    </div>
  )
}
