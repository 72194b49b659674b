import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member, PinPurpose } from '@/lib/domain'
import { NumberPad } from '@/lib/ui/design/NumberPad'
import { useHost } from '../../host'
import { useStationReason } from '../station-error'

/** Longest PIN of a person, digits. */
const LONGEST = 6

interface PersonPinProps {
  readonly person: Member
  readonly purpose: PinPurpose
  readonly submitLabel: string
  readonly onRight: (person: Member) => void
}

/** Asks for the PIN of somebody of the team. */
export function PersonPin({ person, purpose, submitLabel, onRight }: PersonPinProps) {
  const { t } = useTranslation()
  const host = useHost()
  const reason = useStationReason()
  const [error, setError] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const check = async (pin: string) => {
    setAsking(true)
    setError(null)
    try {
      await host.checkPerson(person.personId, pin, purpose)
      onRight(person)
    } catch (failure) {
      setError(reason(failure))
    } finally {
      setAsking(false)
    }
  }
  return (
    <NumberPad
      label={t('who.pinOf', { name: person.name })}
      submitLabel={submitLabel}
      longest={LONGEST}
      error={error}
      isBusy={isAsking}
      onSubmit={(pin) => void check(pin)}
    />
  )
}
