'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { STATION_ROLES, type StationRole } from '@/lib/domain/roles'
import { slugSchema } from '@/lib/domain/values'
import { useBaysSync } from '@/lib/sync'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { Select, TextField } from '@/lib/ui/design/Field'
import type { ServerPlace, StationRow } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { freeName, slugOf } from './short-names'
import { StationCode } from './station-code'
import { useSave } from './use-save'

interface StationFormProps {
  readonly stations: readonly StationRow[]
  readonly place: ServerPlace
}

interface Code {
  readonly code: string
  readonly expiresAt: string
}

const isOwnMachine = () => {
  const { hostname } = location
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
}

/** Whether the address is the server's own, and not one of a proxy in front of it with a certificate of its own. */
const isDirect = ({ hosts }: ServerPlace) => isOwnMachine() || hosts.includes(location.hostname)

/** Where other machines reach this server: as this browser does, unless that is the server's own machine. */
function addressesOf({ hosts }: ServerPlace): readonly string[] {
  const { origin, port } = location
  return isOwnMachine() ? hosts.map((host) => `http://${host}${port && `:${port}`}`) : [origin]
}

/** Takes another machine in: what it is there for is chosen here, and six digits are all that is typed there. */
export function StationForm({ stations, place }: StationFormProps) {
  const { t } = useTranslation()
  const { bays } = useBaysSync()
  const saving = useSave()
  const [role, setRole] = useState<StationRole>('cashier')
  const [bay, setBay] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [made, setMade] = useState<({ readonly id: number } & Code) | null>(null)
  const wanted = { cashier: 'desk', board: 'board', bay: bay ?? 'bay' }[role]
  const name = typed ?? freeName(wanted, new Set(stations.map((station) => station.name)))
  const ready = slugSchema.safeParse(name).success && (role !== 'bay' || bay !== null)
  const askCode = async (id: number) => {
    const code = await saving.save<Code>('POST', `/api/stations/${id}/code`, {})
    if (code) setMade({ id, ...code })
  }
  const waiting = stations.filter((station) => !station.hasKey && station.id !== made?.id)
  return (
    <>
      {made && (
        <StationCode
          {...made}
          addresses={addressesOf(place)}
          fingerprint={isDirect(place) ? place.fingerprint : null}
          paired={stations.some(({ id, hasKey }) => id === made.id && hasKey)}
          onAgain={() => void askCode(made.id)}
        />
      )}
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          setMade(null)
          void saving
            .save<{ doc: { id: number } }>('POST', '/api/stations', { name, role, bay: role === 'bay' ? bay : null })
            .then((station) => {
              if (!station) return
              setTyped(null)
              void askCode(station.doc.id)
            })
        }}
      >
        <Choice
          label={t('siteSetup.station.role')}
          value={role}
          options={STATION_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={setRole}
        />
        <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
          {role === 'bay' && (
            <Select
              label={t('siteSetup.station.bay')}
              value={bay}
              placeholder={t('siteSetup.station.chooseBay')}
              options={bays.map((each) => ({ value: each.bayId, label: each.name }))}
              onChange={setBay}
            />
          )}
          <TextField
            label={t('siteSetup.station.name')}
            description={t('siteSetup.station.nameHint')}
            value={name}
            onChange={(text) => setTyped(slugOf(text))}
          />
        </div>
        <SaveLine {...saving} state={saving.state === 'saved' ? 'idle' : saving.state} isDisabled={!ready}>
          {t('siteSetup.station.make')}
        </SaveLine>
      </form>
      {waiting.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-ink-soft text-sm">{t('siteSetup.station.waiting')}</span>
          {waiting.map((station) => (
            <Button key={station.id} onPress={() => void askCode(station.id)}>
              {t('siteSetup.station.codeFor', { name: station.name })}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
