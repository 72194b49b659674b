'use client'

import { useTranslation } from 'react-i18next'
import { LANGUAGES, type Language, SPOKEN } from '@/lib/domain/languages'
import { LONGEST_NAME, type SiteNames } from '@/lib/domain/names'
import { classNames } from '@/lib/ui/design/class-names'
import { nameIn } from '@/lib/ui/words/names'
import type { StepDraft } from './step-drafts'

export const BOX = 'min-target min-w-0 rounded-md border border-line-strong bg-surface px-3 text-ink'

interface StepNamesProps {
  readonly draft: StepDraft
  /** Its place, from 1. */
  readonly number: number
  /** What steps were called when they were last known. */
  readonly kept: SiteNames
  /** They are being written; otherwise those that were given are shown in a line. */
  readonly isWritten: boolean
  readonly onChange: (language: Language, as: string) => void
}

/** What a step is called in other languages, beneath its name. */
export function StepNames({ draft: { name, names }, number, kept, isWritten, onChange }: StepNamesProps) {
  const { t, i18n } = useTranslation()
  /** What screens will show while nothing is written here: what is no longer said of a step may be said of something else. */
  const without = (language: Language) => {
    const said = nameIn(i18n.getFixedT(language), name.trim())
    return said === kept[name.trim()]?.[language] ? name.trim() : said
  }
  if (isWritten) {
    return (
      <span className="mb-3 grid basis-full grid-cols-2 gap-2 ps-8 lg:grid-cols-4">
        {LANGUAGES.map((language) => (
          <label key={language} className="flex min-w-0 flex-col gap-0.5">
            <span lang={SPOKEN[language].tag} className="text-ink-soft text-sm">
              {SPOKEN[language].name}
            </span>
            <input
              aria-label={t('siteSetup.steps.nameIn', { number, language: SPOKEN[language].name })}
              lang={SPOKEN[language].tag}
              value={names[language] ?? ''}
              placeholder={without(language)}
              maxLength={LONGEST_NAME}
              autoComplete="off"
              onChange={({ currentTarget }) => onChange(language, currentTarget.value)}
              className={classNames(BOX, 'w-full placeholder:text-ink-faint')}
            />
          </label>
        ))}
      </span>
    )
  }
  const given = LANGUAGES.filter((language) => names[language]?.trim())
  if (given.length === 0) return null
  return (
    <span className="flex basis-full flex-wrap gap-x-3 ps-8 text-ink-soft text-sm">
      {given.map((language) => (
        <span key={language} lang={SPOKEN[language].tag}>
          {names[language]}
        </span>
      ))}
    </span>
  )
}
