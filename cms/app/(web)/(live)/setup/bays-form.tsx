'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_NAME } from '@/lib/domain/names'
import { Button } from '@/lib/ui/design/Button'
import { TextField } from '@/lib/ui/design/Field'
import type { BayRow } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { type Send, useSave } from './use-save'
import { useTyped } from './use-typed'

/** Most bays that are made here; more are made among the bays. */
const MOST = 40

interface BaysFormProps {
  /** In the order people walk past them. */
  readonly bays: readonly BayRow[]
  readonly tenantId: string
}

/** A field of the form: it stays the same one while its bay is made, whoever is typing in it. */
interface Field {
  readonly key: string
  /** The bay as the server has it; `null` until there is one. */
  readonly bay: BayRow | null
}

/** The names of the bays, and new ones behind them. */
export function BaysForm({ bays, tenantId }: BaysFormProps) {
  const { t } = useTranslation()
  const saving = useSave()
  const [added, setAdded] = useState<readonly Field[]>([])
  const fields: readonly Field[] = [
    ...bays.flatMap((bay) => (added.some((field) => field.bay?.id === bay.id) ? [] : [{ key: `bay ${bay.id}`, bay }])),
    ...added.map(({ key, bay }) => ({ key, bay: bays.find(({ id }) => id === bay?.id) ?? bay })),
  ]
  const kept = Object.fromEntries(fields.map(({ key, bay }) => [key, bay?.name]))
  const { typed, type, known, saved } = useTyped(kept, (name) => name.trim())
  const nameOf = ({ key, bay }: Field) => typed[key] ?? bay?.name ?? ''
  const isNameless = (field: Field) => field.bay !== null && nameOf(field).trim() === ''
  const names = fields.map((field) => nameOf(field).trim().toLowerCase())
  /** Whoever is sent to a bay goes by its name: the first to have it keeps it. */
  const isTaken = (place: number) => names[place] !== '' && names.indexOf(names[place] ?? '') < place
  const errorOf = (field: Field, place: number) =>
    isNameless(field) ? t('siteSetup.bays.nameless') : isTaken(place) ? t('siteSetup.bays.taken') : null
  const wrong = fields.some((field, place) => errorOf(field, place) !== null)
  const changed = fields.filter((field) => nameOf(field).trim() !== (known[field.key] ?? ''))
  const change = (what: () => void) => {
    saving.touched()
    what()
  }

  const save = () =>
    saving.saveAll(async (send) => {
      const taken = new Set(fields.flatMap(({ bay }) => bay?.bayId ?? []))
      for (const field of changed) {
        const made = await saveBay(send, field, taken)
        if (!made) return null
        taken.add(made.bayId)
        setAdded((now) => now.map((one) => (one.key === field.key ? { ...one, bay: made } : one)))
      }
      saved()
      return true
    })

  async function saveBay(send: Send, field: Field, taken: ReadonlySet<string>): Promise<BayRow | null> {
    const name = nameOf(field).trim()
    const answer = field.bay
      ? await send<{ doc: BayRow }>('PATCH', `/api/bays/${field.bay.id}?depth=0`, { name })
      : await send<{ doc: BayRow }>('POST', '/api/bays?depth=0', {
          tenant: tenantId,
          bayId: nextBay(taken),
          name,
          position: taken.size,
        })
    return answer?.doc ?? null
  }

  return (
    <form
      className="flex grow flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) void save()
      }}
    >
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {fields.map((field, place) => (
          <TextField
            key={field.key}
            autoFocus={field.key === added.at(-1)?.key}
            label={t('siteSetup.bays.name', { number: place + 1 })}
            value={nameOf(field)}
            onChange={(name) => change(() => type(field.key, name))}
            maxLength={LONGEST_NAME}
            error={errorOf(field, place)}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SaveLine {...saving} isDisabled={wrong || changed.length === 0} />
        {fields.length < MOST && (
          <Button
            look="quiet"
            icon={Plus}
            onPress={() => change(() => setAdded((now) => [...now, { key: `new ${now.length}`, bay: null }]))}
          >
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
