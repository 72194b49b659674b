'use client'

import { ArrowDown, ArrowUp, Languages, Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_STEPS } from '@/lib/domain'
import type { Language } from '@/lib/domain/languages'
import { LONGEST_NAME, type SiteNames } from '@/lib/domain/names'
import { Button, IconButton } from '@/lib/ui/design/Button'
import { classNames } from '@/lib/ui/design/class-names'
import { minutesOf, moved, type StepDraft, withNew } from './step-drafts'
import { BOX, StepNames } from './step-names'

interface StepListProps {
  /** Name of the service. */
  readonly of: string
  readonly drafts: readonly StepDraft[]
  /** What steps of the site were called when they were last known. */
  readonly kept: SiteNames
  readonly tried: boolean
  readonly onChange: (drafts: readonly StepDraft[]) => void
  readonly onRename: (draft: StepDraft, name: string) => void
  /** What a step is called in a language. */
  readonly onName: (draft: StepDraft, language: Language, as: string) => void
  /** The other languages are written too. */
  readonly inLanguages: boolean
  readonly onInLanguages: (shown: boolean) => void
}

/** The steps of one service as they are being written. */
export function StepList(props: StepListProps) {
  const { of, drafts, kept, tried, onChange, onRename, onName, inLanguages, onInLanguages } = props
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  /** Where the keyboard goes on once the list is drawn: a row that moves or goes takes the focus with it. */
  const [next, setNext] = useState<{ readonly row: number; readonly wanted: readonly string[] } | null>(null)
  useEffect(() => {
    if (!next) return
    const row = list.current?.querySelector(`[data-row="${next.row}"]`)
    const found = next.wanted.map((part) => row?.querySelector<HTMLElement>(`[data-part=${part}]:not(:disabled)`))
    found.find(Boolean)?.focus()
    setNext(null)
  }, [next])
  const edit = (place: number, part: Partial<StepDraft>) =>
    onChange(drafts.map((draft, at) => (at === place ? { ...draft, ...part } : draft)))
  const move = (place: number, by: 1 | -1) => {
    onChange(moved(drafts, place, by))
    const row = drafts[place]?.row
    if (row !== undefined) setNext({ row, wanted: by === 1 ? ['down', 'up'] : ['up', 'down'] })
  }
  const remove = (place: number) => {
    onChange(drafts.filter((_, at) => at !== place))
    const row = (drafts[place + 1] ?? drafts[place - 1])?.row
    if (row !== undefined) setNext({ row, wanted: ['remove'] })
  }
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      {drafts.length === 0 && <p className="text-ink-soft">{t('siteSetup.steps.none', { service: of })}</p>}
      <ol ref={list} aria-label={t('siteSetup.steps.of', { service: of })} className="flex flex-col gap-2">
        {drafts.map((draft, place) => {
          const number = place + 1
          const named = { number, name: draft.name.trim() || number }
          return (
            <li key={draft.row} data-row={draft.row} className="flex flex-wrap items-center gap-x-1 gap-y-1">
              <span aria-hidden className="tabular w-7 shrink-0 text-ink-faint">
                {number}
              </span>
              <input
                data-part="name"
                aria-label={t('siteSetup.steps.name', { number })}
                aria-invalid={tried && draft.name.trim() === ''}
                value={draft.name}
                maxLength={LONGEST_NAME}
                autoComplete="off"
                onChange={({ currentTarget }) => onRename(draft, currentTarget.value)}
                className={classNames(BOX, 'me-1 grow basis-40', tried && draft.name.trim() === '' && 'border-bad')}
              />
              <input
                aria-label={t('siteSetup.steps.minutes', { number })}
                aria-invalid={minutesOf(draft.minutes) === null}
                inputMode="numeric"
                autoComplete="off"
                value={draft.minutes}
                maxLength={4}
                onChange={({ currentTarget }) => edit(place, { minutes: currentTarget.value })}
                onFocus={({ currentTarget }) => currentTarget.select()}
                className={classNames(BOX, 'tabular w-16 text-end', minutesOf(draft.minutes) === null && 'border-bad')}
              />
              <span aria-hidden className="w-10 text-ink-soft text-sm">
                {t('siteSetup.steps.unit')}
              </span>
              <span className="ms-auto flex gap-1">
                <IconButton
                  data-part="up"
                  icon={ArrowUp}
                  label={t('siteSetup.steps.up', named)}
                  isDisabled={place === 0}
                  onPress={() => move(place, -1)}
                />
                <IconButton
                  data-part="down"
                  icon={ArrowDown}
                  label={t('siteSetup.steps.down', named)}
                  isDisabled={number === drafts.length}
                  onPress={() => move(place, 1)}
                />
                <IconButton
                  data-part="remove"
                  icon={Trash2}
                  label={t('siteSetup.steps.remove', named)}
                  onPress={() => remove(place)}
                />
              </span>
              <StepNames
                draft={draft}
                number={number}
                kept={kept}
                isWritten={inLanguages}
                onChange={(language, as) => onName(draft, language, as)}
              />
            </li>
          )
        })}
      </ol>
      {drafts.some(({ minutes }) => minutesOf(minutes) === null) && (
        <p className="text-bad text-sm">{t('siteSetup.steps.wrongMinutes')}</p>
      )}
      {tried && drafts.some(({ name }) => name.trim() === '') && (
        <p className="text-bad text-sm">{t('siteSetup.steps.nameless')}</p>
      )}
      <div className="flex flex-wrap gap-x-2">
        {drafts.length < MOST_STEPS && (
          <Button
            look="quiet"
            icon={Plus}
            onPress={() => {
              const more = withNew(drafts)
              onChange(more)
              setNext({ row: more.at(-1)?.row ?? 0, wanted: ['name'] })
            }}
          >
            {t('siteSetup.steps.add')}
          </Button>
        )}
        {drafts.length > 0 && (
          <Button look="quiet" icon={Languages} aria-expanded={inLanguages} onPress={() => onInLanguages(!inLanguages)}>
            {t('siteSetup.steps.languages')}
          </Button>
        )}
      </div>
    </div>
  )
}
