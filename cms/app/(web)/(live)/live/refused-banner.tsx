'use client'

import { useTranslation } from 'react-i18next'
import { useCommands } from '@/lib/sync'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { useReason } from '@/renderer/frame/use-reason'

/** What the server refused of what was done on these pages, until somebody has read it. */
export function RefusedBanner() {
  const { t } = useTranslation()
  const { refused, release } = useCommands()
  const reason = useReason()
  return refused.map(({ command, answer }) => (
    <Banner
      key={command.id}
      tone="bad"
      title={t('attention.title')}
      action={
        <Button onPress={() => void release(command.id, 'not_needed').catch(() => {})}>{t('app.dismiss')}</Button>
      }
    >
      {t('attention.why', { reason: reason(answer.reason, answer.params) ?? t(`rejected.${answer.code}`) })}
    </Banner>
  ))
}
