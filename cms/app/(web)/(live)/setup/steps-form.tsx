'use client'

import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '@/lib/domain/languages'
import { siteNamesOf } from '@/lib/domain/names'
import { Choice } from '@/lib/ui/design/Choice'
import { nameIn } from '@/lib/ui/words/names'
import type { ServiceStep, SetUpService } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import {
  afterSaving,
  aheadOf,
  broughtUpTo,
  calledIn,
  draftsOf,
  renamed,
  type StepDraft,
  sameSteps,
  stepsOf,
} from './step-drafts'
import { StepList } from './step-list'
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
  /** What was saved since those were read, in order. */
  const [saved, setSaved] = useState<Readonly<Record<number, readonly (readonly ServiceStep[])[]>>>({})
  const [inLanguages, setInLanguages] = useState(false)
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
    setSaved((now) => aheadOf(now, compared, services))
    setChanged((now) => broughtUpTo(now, compared, services))
  }
  if (!shown) return null
  const choose = (id: number) => setChosen(id)
  const change = (drafts: readonly StepDraft[]) => {
    saving.touched()
    setChosen(shown.id)
    setChanged((now) => ({ ...now, [shown.id]: drafts }))
  }

  const known = ({ id, steps }: SetUpService) => saved[id]?.at(-1) ?? steps
  const kept = namesOf(services.flatMap(known))
  const rename = (draft: StepDraft, name: string) => {
    const others = services.flatMap((service) =>
      draftsFor(service).filter((each) => service !== shown || each.row !== draft.row),
    )
    const said = { others: namesOf(others), kept }
    change(draftsFor(shown).map((each) => (each.row === draft.row ? renamed(each, name, said) : each)))
  }

  const call = (draft: StepDraft, language: Language, as: string) => {
    saving.touched()
    setChosen(shown.id)
    for (const service of services) {
      const before = draftsFor(service)
      const after = calledIn(before, draft, { language, as, isHere: service === shown })
      if (after.some((each, place) => each !== before[place])) setChanged((now) => ({ ...now, [service.id]: after }))
    }
  }

  async function save(): Promise<void> {
    const wrong = open.find(({ steps }) => steps === null)
    setTried(wrong !== undefined)
    if (wrong) return choose(wrong.service.id)
    await saving.saveAll(async (send) => {
      for (const { service, drafts, steps } of open) {
        const change = { from: known(service), to: steps }
        if (!(steps && (await send('POST', `/api/services/${service.id}/steps`, change)))) {
          // Whether the server has what was saved before is to be read.
          setSaved((now) => ({ ...now, [service.id]: [] }))
          return null
        }
        setSaved((now) => ({ ...now, [service.id]: [...(now[service.id] ?? []), steps] }))
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
          const name = nameIn(t, service.name)
          return {
            value: String(service.id),
            label: `${name}: ${t('siteSetup.steps.count', { count })}`,
            content: (
              <span className="flex items-center gap-2">
                <span>{name}</span>
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
      <StepList
        key={shown.id}
        of={nameIn(t, shown.name)}
        drafts={draftsFor(shown)}
        kept={kept}
        tried={tried}
        onChange={change}
        onRename={rename}
        onName={call}
        inLanguages={inLanguages}
        onInLanguages={setInLanguages}
      />
      <SaveLine {...saving} isDisabled={open.length === 0} />
    </form>
  )
}

/** What steps are called, where their names are typed to their ends. */
const namesOf = (steps: readonly Pick<ServiceStep, 'name' | 'names'>[]) =>
  siteNamesOf([{ name: '', steps: steps.map(({ name, names }) => ({ name: name.trim(), names })) }])
