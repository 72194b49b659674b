'use client'

import { Hourglass, Printer } from 'lucide-react'
import { useMemo } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { Receipt } from '@/lib/domain'
import { LANGUAGES, type Language, SPOKEN } from '@/lib/domain/languages'
import type { SiteNames } from '@/lib/domain/names'
import type { Letterhead } from '@/lib/domain/site'
import { Button } from '@/lib/ui/design/Button'
import { NoticeLink, NoticePage } from '@/lib/ui/design/NoticePage'
import { SiteZoneContext } from '@/lib/ui/format/site-zone'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { ReceiptPaper } from '@/lib/ui/receipt/ReceiptPaper'

interface CustomerReceiptProps {
  readonly receipt: Receipt
  readonly head: Letterhead
  readonly names: SiteNames
  readonly timeZone: string
  readonly language: Language
}

/** A receipt on the customer's telephone, in the language of the telephone or another of ours. */
export function CustomerReceipt({ receipt, head, names, timeZone, language }: CustomerReceiptProps) {
  const i18n = useMemo(() => makeTranslator(language, [], names), [language, names])
  return (
    <main
      lang={SPOKEN[language].tag}
      className="flex min-h-full flex-col items-center gap-4 bg-sunken px-2 py-5 print:bg-white print:p-0"
    >
      <h1 className="sr-only">{i18n.t(`receipt.${receipt.kind}`)}</h1>
      <div className="shadow-float print:shadow-none">
        <I18nextProvider i18n={i18n}>
          <SiteZoneContext value={timeZone}>
            <ReceiptPaper receipt={receipt} head={head} />
          </SiteZoneContext>
        </I18nextProvider>
      </div>
      <div className="print:hidden">
        <Button icon={Printer} onPress={() => window.print()}>
          {i18n.t('receipt.print')}
        </Button>
      </div>
      <nav aria-label={i18n.t('receipt.language')} className="flex flex-wrap justify-center gap-x-4 print:hidden">
        {LANGUAGES.map((each) => (
          <a
            key={each}
            href={`?lang=${each}`}
            lang={SPOKEN[each].tag}
            aria-current={each === language ? 'true' : undefined}
            className={`min-target inline-flex items-center font-medium ${each === language ? 'text-ink' : 'text-accent'}`}
          >
            {SPOKEN[each].name}
          </a>
        ))}
      </nav>
    </main>
  )
}

/** Instead of a receipt, for an address that opens too many of them. */
export function TooManyReceipts({ language }: { readonly language: Language }) {
  const { t } = makeTranslator(language)
  return (
    <NoticePage
      icon={Hourglass}
      title={t('receipt.tooMany')}
      actions={
        <NoticeLink href="?" look="primary">
          {t('app.retry')}
        </NoticeLink>
      }
    >
      {t('receipt.tooManyText')}
    </NoticePage>
  )
}
