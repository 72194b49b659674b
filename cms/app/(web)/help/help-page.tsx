'use client'

import { ChevronLeft } from 'lucide-react'
import Image from 'next/image'
import type { Language } from '@/lib/domain/languages'
import { Mark } from '@/lib/ui/design/Mark'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { TabTitle } from '../person/tab-title'
import { CHAPTERS, MANUAL } from './manual'
import { PICTURE_FILES } from './picture-files'
import { PICTURES_OF, type Picture } from './pictures'

interface HelpPageProps {
  readonly language: Language
  /** May look at the connection's innards, and cut this browser off. */
  readonly engineer: boolean
  /** Of the site, and so shown how other pages of it are built. */
  readonly staff: boolean
}

/** The manual on one page: chapters with their steps, and the way back to the own place. */
export function HelpPage({ language, engineer, staff }: HelpPageProps) {
  const { t } = makeTranslator(language)
  const manual = MANUAL[language]
  return (
    <>
      <TabTitle>{t('web.help')}</TabTitle>
      <header className="border-line border-b bg-surface">
        <div className="mx-auto flex w-full max-w-3xl items-center justify-between gap-4 px-5 py-1.5 max-md:px-3">
          <p className="flex items-center gap-2.5 font-semibold text-lg">
            <Mark />
            AX Station
          </p>
          <a href="/" className="min-target inline-flex items-center gap-1 font-medium text-accent">
            <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
            {t('web.start')}
          </a>
        </div>
      </header>
      <main className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-5 py-8 max-md:px-3 max-md:py-5">
        <div>
          <h1 className="font-semibold text-2xl">{t('web.help')}</h1>
          <p className="mt-1 text-ink-soft">{manual.intro}</p>
        </div>
        <nav aria-label={t('live.pages')}>
          <ul className="flex flex-wrap gap-x-4">
            {CHAPTERS.map((chapter) => (
              <li key={chapter}>
                <a href={`#${chapter}`} className="min-target inline-flex items-center font-medium text-accent">
                  {manual.chapters[chapter].title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {CHAPTERS.map((chapter) => (
          <section
            key={chapter}
            id={chapter}
            aria-labelledby={`${chapter}-title`}
            className="scroll-mt-4 rounded-lg border border-line bg-surface p-5 shadow-card max-md:p-4"
          >
            <h2 id={`${chapter}-title`} className="font-semibold text-lg">
              {manual.chapters[chapter].title}
            </h2>
            <ul className="mt-3 flex list-disc flex-col gap-2 ps-5 marker:text-ink-faint">
              {manual.chapters[chapter].steps.map((step) => (
                <li key={step} className="ps-1 leading-relaxed">
                  {step}
                </li>
              ))}
            </ul>
            {PICTURES_OF[chapter]?.map((picture) => (
              <Figure key={picture} picture={picture} caption={manual.pictures[picture]} />
            ))}
          </section>
        ))}
        {engineer && (
          <p className="text-ink-soft">
            {t('connection.hint')}{' '}
            <a href="/debug" className="min-target inline-flex items-center font-medium text-accent">
              {t('connection.open')}
            </a>
          </p>
        )}
        {staff && (
          <p className="text-ink-soft">
            {t('web.docs.hint')}{' '}
            <a href="/docs" className="min-target inline-flex items-center font-medium text-accent">
              {t('web.docs.open')}
            </a>
          </p>
        )}
      </main>
    </>
  )
}

/** A picture with what it shows beneath it, which is also what it is called to those who do not see it. */
function Figure({ picture, caption }: { readonly picture: Picture; readonly caption: string }) {
  return (
    <figure className="mt-5">
      <Image src={PICTURE_FILES[picture]} alt="" className="h-auto w-full rounded-md border border-line" />
      <figcaption className="mt-1.5 text-ink-soft text-sm">{caption}</figcaption>
    </figure>
  )
}
