'use client'

import { CircleX } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '@/renderer/design/Button'
import { EmptyState } from '@/renderer/design/EmptyState'
import { toLanguage } from '@/renderer/i18n/languages'
import { makeTranslator } from '@/renderer/i18n/translate'

const never = () => () => {}

/** When the server could not draw a page at all. Nothing around it is left, so the language is read off the document. */
export default function WebError() {
  const language = useSyncExternalStore(
    never,
    () => toLanguage(document.documentElement.lang),
    () => 'en' as const,
  )
  const { t } = makeTranslator(language)
  return (
    <main role="alert" className="flex min-h-dvh items-center justify-center p-4">
      <EmptyState
        large
        icon={CircleX}
        title={t('live.broken.title')}
        action={
          <Button look="primary" size="large" onPress={() => location.reload()}>
            {t('error.reload')}
          </Button>
        }
      >
        {t('live.broken.server')}
      </EmptyState>
    </main>
  )
}
