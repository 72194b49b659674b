'use client'

import { SearchX } from 'lucide-react'
import type { Language } from '@/lib/domain/languages'
import { NoticeLink, NoticePage } from '@/lib/ui/design/NoticePage'
import { makeTranslator } from '@/lib/ui/i18n/translate'

/** An address where nothing is, for anyone: `/` leads each visitor to the own place. */
export function MissingPage({ language }: { readonly language: Language }) {
  const { t } = makeTranslator(language)
  return (
    <NoticePage
      icon={SearchX}
      title={t('web.missing.title')}
      actions={
        <>
          <NoticeLink href="/" look="primary">
            {t('web.start')}
          </NoticeLink>
          <NoticeLink href="/help">{t('web.help')}</NoticeLink>
        </>
      }
    >
      {t('web.missing.text')}
    </NoticePage>
  )
}
