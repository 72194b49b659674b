'use client'

import { CircleX } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { toLanguage } from '@/lib/domain/languages'
import { Button } from '@/lib/ui/design/Button'
import { NoticeLink, NoticePage } from '@/lib/ui/design/NoticePage'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { TabTitle } from './person/tab-title'

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
    <NoticePage
      urgent
      icon={CircleX}
      title={t('live.broken.title')}
      actions={
        <>
          <Button look="primary" size="large" onPress={() => location.reload()}>
            {t('error.reload')}
          </Button>
          <NoticeLink href="/">{t('web.start')}</NoticeLink>
        </>
      }
    >
      <TabTitle>{t('live.broken.title')}</TabTitle>
      {t('live.broken.server')}
    </NoticePage>
  )
}
