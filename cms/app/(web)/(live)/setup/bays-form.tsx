'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { TextField } from '@/lib/ui/design/Field'
import type { BayRow } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { typedSince, useSave } from './use-save'

/** Most bays that are made here; more are made among the bays. */
const MOST = 40

interface BaysFormProps {
  /** In the order people walk past them. */
  readonly bays: readonly BayRow[]
  readonly tenantId: string
}

/** The names of the bays, and new ones behind them. */
export function BaysForm({ bays, tenantId }: BaysFormProps) {
  const { t } = useTranslation()
  const saving = useSave()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [added, setAdded] = useState<readonly string[]>([])
  const nameOf = ({ id, name }: BayRow) => typed[id] ?? name
  const nameless = bays.some((bay) => nameOf(bay).trim() === '')
  const renamed = bays.filter((bay) => nameOf(bay).trim() !== bay.name)
  const named = added.map((name) => name.trim()).filter((name) => name !== '')
  const change = (fields: () => void) => {
    saving.touched()
    fields()
  }

  async function save(): Promise<void> {
    for (const bay of renamed) {
      if (!(await saving.save('PATCH', `/api/bays/${bay.id}?depth=0`, { name: nameOf(bay).trim() }))) return
    }
    const taken = new Set(bays.map(({ bayId }) => bayId))
    for (const name of named) {
      const bayId = nextBay(taken)
      if (!(await saving.save('POST', '/api/bays?depth=0', { tenant: tenantId, bayId, name, position: taken.size })))
        return
      taken.add(bayId)
      setAdded((now) => {
        const place = now.findIndex((one) => one.trim() === name)
        return place < 0 ? now : now.toSpliced(place, 1)
      })
    }
    setTyped((now) => typedSince(now, typed))
    setAdded((now) => now.filter((name) => name.trim() !== ''))
  }

  return (
    <form
      className="flex grow flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!nameless) void save()
      }}
    >
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {bays.map((bay, place) => (
          <TextField
            key={bay.id}
            label={t('siteSetup.bays.name', { number: place + 1 })}
            value={nameOf(bay)}
            onChange={(name) => change(() => setTyped((now) => ({ ...now, [bay.id]: name })))}
            maxLength={128}
            error={nameOf(bay).trim() === '' ? t('siteSetup.bays.nameless') : null}
          />
        ))}
        {added.map((name, place) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: a new bay has nothing but its place
            key={place}
            autoFocus={place === added.length - 1}
            label={t('siteSetup.bays.name', { number: bays.length + place + 1 })}
            value={name}
            onChange={(next) => change(() => setAdded((now) => now.with(place, next)))}
            maxLength={128}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SaveLine {...saving} isDisabled={nameless || renamed.length + named.length === 0} />
        {bays.length + added.length < MOST && (
          <Button look="quiet" icon={Plus} onPress={() => change(() => setAdded([...added, '']))}>
            {t('siteSetup.bays.add')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** What stations and the log will call the next bay. */
function nextBay(taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(`bay-${number}`)) number += 1
  return `bay-${number}`
}
