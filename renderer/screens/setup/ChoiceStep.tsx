import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Choices } from '@/lib/domain/pairing'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { useFormat } from '@/lib/ui/format/use-format'
import { RoleChoice } from './RoleChoice'
import type { MachineChoice } from './use-machine-choice'

/** What this machine is for, chosen from what the server offers it. */
export function ChoiceStep({ choices, role, bay, select, isBusy, failed, isOver, look }: MachineChoice) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="flex flex-col gap-5">
      {failed !== null && (
        <Banner urgent tone="bad" title={failed} action={!isOver && <Button onPress={look}>{t('app.retry')}</Button>} />
      )}
      {!choices && isBusy && (
        <p role="status" className="text-center text-ink-soft">
          {t('setup.choiceAsking')}
        </p>
      )}
      {choices && (
        <>
          <p className="text-center text-ink-soft">
            {t('setup.choiceAt', { site: choices.site, time: format.time(choices.until) })}
          </p>
          {choices.roles.length > 1 && (
            <RoleChoice roles={choices.roles} value={role} onChange={(next) => select({ role: next })} />
          )}
          {role === 'bay' && (
            <div className="flex flex-col gap-2">
              <Bays bays={choices.bays} value={bay} onChange={(next) => select({ bay: next })} />
              <Button look="quiet" icon={RefreshCw} className="-ms-3 self-start" isDisabled={isBusy} onPress={look}>
                {t('setup.findAgain')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  )
}

interface BaysProps {
  readonly bays: Choices['bays']
  readonly value: string | null
  readonly onChange: (bay: string) => void
}

function Bays({ bays, value, onChange }: BaysProps) {
  const { t } = useTranslation()
  if (bays.length === 0) return <p className="text-ink-soft">{t('setup.noBays')}</p>
  return (
    <Choice
      label={t('setup.bayTitle')}
      value={value}
      onChange={onChange}
      className="!grid grid-cols-2 max-sm:grid-cols-1"
      optionClassName="min-h-16 !justify-start !text-start py-2.5"
      options={bays.map(({ bayId, name, stations }) => {
        const taken = stations.length > 0 ? t('setup.bayTaken', { stations: stations.join(', ') }) : null
        return {
          value: bayId,
          label: taken ? `${name}, ${taken}` : name,
          content: (
            <span className="flex min-w-0 flex-col">
              <bdi className="break-words font-semibold text-ink text-lg">{name}</bdi>
              {taken && <span className="break-words font-normal text-sm text-warn">{taken}</span>}
            </span>
          ),
        }
      })}
    />
  )
}
