'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FEWEST_VISITS, MOST_VISITS } from '@/lib/domain'
import { Switch, TextField } from '@/lib/ui/design/Field'
import { nameIn } from '@/lib/ui/words/names'
import type { SetUpService, SiteSetUp } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { useSave } from './use-save'

const USUAL = 10

interface FreeWashFormProps {
  readonly site: SiteSetUp
  readonly services: readonly SetUpService[]
}

/** Whether visits earn a free wash, how many, and which services count. */
export function FreeWashForm({ site, services }: FreeWashFormProps) {
  const { t } = useTranslation()
  const saving = useSave()
  const kept = site.freeWashEvery ?? 0
  const [given, setGiven] = useState(kept > 0)
  const [typed, setTyped] = useState(String(kept || USUAL))
  const [chosen, setChosen] = useState<Readonly<Record<number, boolean>>>({})
  const counts = ({ id, countsAsVisit }: SetUpService) => chosen[id] ?? countsAsVisit
  const every = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  const wrong = given && (every < FEWEST_VISITS || every > MOST_VISITS)
  const none = given && !services.some(counts)

  const save = () =>
    saving.saveAll(async (send) => {
      // What counts is there before the first visit is counted.
      for (const service of services.filter((each) => counts(each) !== each.countsAsVisit)) {
        if (!(await send('PATCH', `/api/services/${service.id}?depth=0`, { countsAsVisit: counts(service) })))
          return null
      }
      return send('PATCH', `/api/tenants/${site.id}?depth=0`, { freeWashEvery: given ? every : 0 })
    })

  return (
    <form
      className="flex grow flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong && !none) void save()
      }}
    >
      <Switch
        label={t('siteSetup.freeWash.give')}
        value={given}
        onChange={(next) => {
          saving.touched()
          setGiven(next)
        }}
      />
      {given && (
        <>
          <TextField
            label={t('siteSetup.freeWash.every')}
            description={t('siteSetup.freeWash.everyHint')}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(value) => {
              saving.touched()
              setTyped(value)
            }}
            maxLength={3}
            error={wrong ? t('siteSetup.freeWash.wrong', { least: FEWEST_VISITS, most: MOST_VISITS }) : null}
          />
          <fieldset className="grid grid-cols-1 gap-x-8 sm:grid-cols-2">
            <legend className="mb-1 font-medium text-ink-soft text-sm">{t('siteSetup.freeWash.services')}</legend>
            {services.map((service) => (
              <Switch
                key={service.id}
                label={nameIn(t, service.name)}
                value={counts(service)}
                onChange={(next) => {
                  saving.touched()
                  setChosen({ ...chosen, [service.id]: next })
                }}
              />
            ))}
            {none && <p className="col-span-full text-bad text-sm">{t('siteSetup.freeWash.none')}</p>}
          </fieldset>
        </>
      )}
      <SaveLine {...saving} isDisabled={wrong || none} />
    </form>
  )
}
