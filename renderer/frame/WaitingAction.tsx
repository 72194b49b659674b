import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '@/lib/domain'
import { isMoney, mayBeTakenBack } from '@/lib/domain/commands/leaning'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { plateText } from '@/lib/ui/format/plate'
import { useFormat } from '@/lib/ui/format/use-format'
import type { TakingBack } from '../store/taking-back'
import { useStore, useUnsent } from '../store/use-station'
import { TakeBackQuestion } from './TakeBackQuestion'
import { subjectOf, useCommandWords } from './use-command-words'
import { useTakeBack } from './use-take-back'

const MINUTE_MS = 60_000

export interface WaitingActionProps {
  readonly command: Command
  /** The form of a new order opens over this list. */
  readonly onLeave: () => void
}

/** One action that waits for the server, and can be taken back while it has certainly not been sent. */
export function WaitingAction({ command, onLeave }: WaitingActionProps) {
  const { t } = useTranslation()
  const words = useCommandWords()
  const format = useFormat()
  const store = useStore()
  const takeBack = useTakeBack(onLeave)
  const isUnsent = useUnsent().has(command.id)
  const now = useNow(MINUTE_MS)
  const [asked, setAsked] = useState<TakingBack | null>(null)
  const [busy, setBusy] = useState(false)
  const { plate } = subjectOf(command, store)
  const did = words(command)
  const take = async (commands: readonly Command[]) => {
    setBusy(true)
    await takeBack(commands)
    setBusy(false)
    setAsked(null)
  }
  const ask = () => {
    const plan = store.takingBack(command)
    if (plan.along.length === 0 && !isMoney(command)) void take([command])
    else setAsked(plan)
  }
  return (
    <li className="flex flex-col gap-3 px-4 py-2">
      <div className="flex min-h-11 items-center gap-x-2">
        <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-1">
          {plate && <Plate plate={plate} size="small" />}
          <span className="min-w-0 grow basis-28">{did}</span>
          <time dateTime={command.issuedAt} className="tabular text-ink-faint text-sm">
            {format.time(command.issuedAt, now)}
          </time>
          {!isUnsent && <span className="text-ink-soft text-sm">{t('takeBack.sent')}</span>}
        </div>
        {isUnsent && mayBeTakenBack(command) && !asked && (
          <Button
            look="quiet"
            icon={Undo2}
            className="shrink-0 whitespace-nowrap max-md:!px-2"
            subject={command.id}
            isDisabled={busy}
            aria-label={[t('app.undo'), plateText(plate ?? ''), did].filter(Boolean).join(' · ')}
            onPress={ask}
          >
            {t('app.undo')}
          </Button>
        )}
      </div>
      {isUnsent && asked && <TakeBackQuestion plan={asked} busy={busy} onTake={take} onKeep={() => setAsked(null)} />}
    </li>
  )
}
