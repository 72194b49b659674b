'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { STATION_NAMES } from '@/lib/domain/pairing'
import { STATION_ROLES, type StationRole } from '@/lib/domain/roles'
import { freeName, slugOf } from '@/lib/domain/short-names'
import { slugSchema } from '@/lib/domain/values'
import { useBaysSync } from '@/lib/sync'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { classNames } from '@/lib/ui/design/class-names'
import { Select, TextField } from '@/lib/ui/design/Field'
import type { ServerPlace, SetUp, StationRow } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { StationCode } from './station-code'
import { useSave } from './use-save'

interface StationFormProps {
  readonly stations: readonly StationRow[]
  readonly choices: SetUp['choices']
  readonly place: ServerPlace
  readonly tenantId: string
}

/** Left to be chosen at the new machine; no bay is called so. */
const AT_MACHINE = '*'

/** What a code is for: a station, by its row, or whatever the machine chooses of what is left open. */
type Wanted = { readonly station: number } | { readonly open: 'bay' | null }

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

/** Takes another machine in: what it is there for is chosen here or left to be chosen there, and six digits are all that is typed. */
export function StationForm({ stations, choices, place, tenantId }: StationFormProps) {
  const { t } = useTranslation()
  const { bays } = useBaysSync()
  const saving = useSave()
  const [role, setRole] = useState<StationRole | typeof AT_MACHINE>(AT_MACHINE)
  const [bay, setBay] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [made, setMade] = useState<({ readonly wanted: Wanted; readonly id?: string } & Code) | null>(null)
  const isOpen = role === AT_MACHINE || (role === 'bay' && bay === AT_MACHINE)
  const called = role === 'bay' || role === AT_MACHINE ? (bay ?? STATION_NAMES.bay) : STATION_NAMES[role]
  const name = typed ?? freeName(called, new Set(stations.map((station) => station.name)))
  const ready = isOpen || (slugSchema.safeParse(name).success && (role !== 'bay' || bay !== null))
  const askCode = async (wanted: Wanted) => {
    const code =
      'station' in wanted
        ? await saving.save<Code>('POST', `/api/stations/${wanted.station}/code`, {})
        : await saving.save<Code & { id: string }>('POST', '/api/stations/code', {
            role: wanted.open,
            tenant: tenantId,
          })
    if (code) setMade({ wanted, ...code })
  }
  const isMade = ({ id }: StationRow) => made !== null && 'station' in made.wanted && made.wanted.station === id
  const isPaired = made?.id ? choices[made.id] === 'chosen' : stations.some((each) => isMade(each) && each.hasKey)
  const isChoosing = made?.id !== undefined && choices[made.id] === 'choosing'
  const waiting = stations.filter((station) => !station.hasKey && !isMade(station))
  return (
    <>
      {made && (
        <StationCode
          {...made}
          addresses={addressesOf(place)}
          fingerprint={isDirect(place) ? place.fingerprint : null}
          state={isPaired ? 'paired' : isChoosing ? 'choosing' : 'waiting'}
          onAgain={() => void askCode(made.wanted)}
        />
      )}
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          setMade(null)
          if (isOpen) {
            void askCode({ open: role === 'bay' ? 'bay' : null })
            return
          }
          void saving
            .save<{ doc: { id: number } }>('POST', '/api/stations', {
              name,
              role,
              bay: role === 'bay' ? bay : null,
              tenant: tenantId,
            })
            .then((station) => {
              if (!station) return
              setTyped(null)
              void askCode({ station: station.doc.id })
            })
        }}
      >
        <Choice
          label={t('siteSetup.station.role')}
          value={role}
          options={[
            { value: AT_MACHINE, label: t('siteSetup.station.atMachine') },
            ...STATION_ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
          ]}
          onChange={setRole}
        />
        <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
          {role === 'bay' && (
            <Select
              label={t('siteSetup.station.bay')}
              value={bay}
              placeholder={t('siteSetup.station.chooseBay')}
              options={[
                ...bays.map((each) => ({ value: each.bayId, label: each.name })),
                { value: AT_MACHINE, label: t('siteSetup.station.atMachine') },
              ]}
              onChange={setBay}
            />
          )}
          {isOpen ? (
            <p className={classNames('text-ink-soft text-sm', role === 'bay' ? 'self-end' : 'sm:col-span-2')}>
              {t('siteSetup.station.atMachineHint')}
            </p>
          ) : (
            <TextField
              label={t('siteSetup.station.name')}
              description={t('siteSetup.station.nameHint')}
              value={name}
              onChange={(text) => setTyped(slugOf(text))}
            />
          )}
        </div>
        <SaveLine {...saving} state={saving.state === 'saved' ? 'idle' : saving.state} isDisabled={!ready}>
          {t('siteSetup.station.make')}
        </SaveLine>
      </form>
      {waiting.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-ink-soft text-sm">{t('siteSetup.station.waiting')}</span>
          {waiting.map((station) => (
            <Button key={station.id} onPress={() => void askCode({ station: station.id })}>
              {t('siteSetup.station.codeFor', { name: station.name })}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
