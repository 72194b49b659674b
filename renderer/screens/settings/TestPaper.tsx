import { useTranslation } from 'react-i18next'
import { LANGUAGES, SPOKEN } from '@/lib/domain'
import { makeTranslator } from '@/lib/ui/i18n/translate'

interface TestPaperProps {
  readonly address: string
  readonly paperMm: number
}

/** What shows on paper whether all is well: its whole width, fine lines, and each of the languages. */
export function TestPaper({ address, paperMm }: TestPaperProps) {
  const { t } = useTranslation()
  return (
    <article className="paper tabular flex w-[80mm] flex-col gap-[3mm] bg-white px-[4mm] py-[5mm] text-black text-sm">
      <header className="border-black border-y border-dashed py-[2mm] text-center">
        <p className="font-semibold text-lg">{t('printer.what.test')}</p>
        <p className="break-words">{address}</p>
        <p>{t('printer.paperMm', { mm: paperMm })}</p>
      </header>
      <ul className="flex flex-col gap-[1mm]">
        {LANGUAGES.map((language) => (
          <li key={language} lang={SPOKEN[language].tag}>
            <p className="font-semibold">{SPOKEN[language].name}</p>
            <p>{makeTranslator(language).t('receipt.thanks')}</p>
          </li>
        ))}
      </ul>
      <div className="flex h-[4mm] divide-x divide-black border border-black">
        {Array.from({ length: 8 }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a ruler's marks have nothing else
          <span key={place} className="grow" />
        ))}
      </div>
    </article>
  )
}
