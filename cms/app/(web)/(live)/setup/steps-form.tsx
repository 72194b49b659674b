'use client'

import { ArrowDown, ArrowUp, CircleAlert, Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_STEPS } from '@/lib/domain'
import { Button, IconButton } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { classNames } from '@/lib/ui/design/class-names'
import type { SetUpService } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import {
  afterSaving,
  draftsOf,
  minutesOf,
  moved,
  type StepDraft,
  sameSteps,
  stepsOf,
  withNew,
  withoutOld,
} from './step-drafts'
import { useSave } from './use-save'

/** What the washer does for each service, in order: written for one service after the other, saved for all. */
export function StepsForm({ services }: { readonly services: readonly SetUpService[] }) {
  const { t } = useTranslation()
  const saving = useSave()
  const [chosen, setChosen] = useState<number | null>(null)
  /** What was changed and is not saved, by the service's row id. */
  const [changed, setChanged] = useState<Readonly<Record<number, readonly StepDraft[]>>>({})
  /** The services that `changed` was last compared with. */
  const [compared, setCompared] = useState(services)
  /** Nobody is shown what is missing before they wanted to save. */
  const [tried, setTried] = useState(false)
  const shown =
    services.find(({ id }) => id === chosen) ?? services.find(({ steps }) => steps.length === 0) ?? services[0]
  const draftsFor = ({ id, steps }: SetUpService) => changed[id] ?? draftsOf(steps)
  const open = services.flatMap((service) => {
    const drafts = draftsFor(service)
    const steps = stepsOf(drafts, service.optionIds)
    return steps && sameSteps(steps, service.steps) ? [] : [{ service, drafts, steps }]
  })
  if (compared !== services) {
    setCompared(services)
    setChanged((now) => withoutOld(now, compared, services))
  }
  if (!shown) return null
  const choose = (id: number) => setChosen(id)
  const change = (drafts: readonly StepDraft[]) => {
    saving.touched()
    setChosen(shown.id)
    setChanged((now) => ({ ...now, [shown.id]: drafts }))
  }

  async function save(): Promise<void> {
    const wrong = open.find(({ steps }) => steps === null)
    setTried(wrong !== undefined)
    if (wrong) return choose(wrong.service.id)
    await saving.saveAll(async (send) => {
      for (const { service, drafts, steps } of open) {
        if (!(steps && (await send('PATCH', `/api/services/${service.id}?depth=0`, { steps })))) return null
        setChanged((now) => ({ ...now, [service.id]: afterSaving(now[service.id] ?? drafts, drafts, steps) }))
      }
      return true
    })
  }

  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Choice
        label={t('siteSetup.steps.service')}
        value={String(shown.id)}
        options={services.map((service) => {
          const count = draftsFor(service).length
          return {
            value: String(service.id),
            label: `${service.name}: ${t('siteSetup.steps.count', { count })}`,
            content: (
              <span className="flex items-center gap-2">
                <span>{service.name}</span>
                {count === 0 ? (
                  <CircleAlert aria-hidden className="size-4 shrink-0 text-warn" />
                ) : (
                  <span className="tabular font-normal text-ink-faint">{count}</span>
                )}
              </span>
            ),
          }
        })}
        onChange={(id) => choose(Number(id))}
      />
      <StepList key={shown.id} of={shown.name} drafts={draftsFor(shown)} tried={tried} onChange={change} />
      <SaveLine {...saving} isDisabled={open.length === 0} />
    </form>
  )
}

interface StepListProps {
  /** Name of the service. */
  readonly of: string
  readonly drafts: readonly StepDraft[]
  readonly tried: boolean
  readonly onChange: (drafts: readonly StepDraft[]) => void
}

function StepList({ of, drafts, tried, onChange }: StepListProps) {
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
                maxLength={128}
                autoComplete="off"
                onChange={({ currentTarget }) => edit(place, { name: currentTarget.value })}
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
      {drafts.length < MOST_STEPS && (
        <Button
          look="quiet"
          icon={Plus}
          className="self-start"
          onPress={() => {
            const more = withNew(drafts)
            onChange(more)
            setNext({ row: more.at(-1)?.row ?? 0, wanted: ['name'] })
          }}
        >
          {t('siteSetup.steps.add')}
        </Button>
      )}
    </div>
  )
}

const BOX = 'min-target min-w-0 rounded-md border border-line-strong bg-surface px-3 text-ink'
