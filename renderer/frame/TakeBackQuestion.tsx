import { useTranslation } from 'react-i18next'
import type { Command } from '@/lib/domain'
import { isMoney } from '@/lib/domain/commands/leaning'
import { Button } from '@/lib/ui/design/Button'
import { plateText } from '@/lib/ui/format/plate'
import type { TakingBack } from '../store/taking-back'
import { useStore } from '../store/use-station'
import { subjectOf, useCommandWords } from './use-command-words'

export interface TakeBackQuestionProps {
  readonly plan: TakingBack
  readonly busy: boolean
  readonly onTake: (commands: readonly Command[]) => Promise<void>
  readonly onKeep: () => void
}

/** Says what goes with an action that is taken back, or what is in the way, before anything is done. */
export function TakeBackQuestion({ plan, busy, onTake, onKeep }: TakeBackQuestionProps) {
  const { command, along, blockedBy } = plan
  const { t } = useTranslation()
  const words = useCommandWords()
  const store = useStore()
  const told = (each: Command) =>
    [plateText(subjectOf(each, store).plate ?? ''), words(each)].filter(Boolean).join(' · ')
  const keep = (
    <Button look="quiet" isDisabled={busy} onPress={onKeep}>
      {t('app.back')}
    </Button>
  )
  if (blockedBy) {
    return (
      <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 grow basis-60">
          {t(isMoney(blockedBy) ? 'takeBack.money' : 'takeBack.blocked', { action: told(blockedBy) })}
        </p>
        {keep}
      </div>
    )
  }
  const all = [command, ...along]
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-2 font-medium">
        {along.length > 0 ? t('takeBack.along', { count: along.length }) : t('takeBack.onlyMoney')}
      </legend>
      {along.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 ps-6 text-ink-soft">
          {along.map((each) => (
            <li key={each.id}>{told(each)}</li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button isDisabled={busy} onPress={() => void onTake(all)}>
          {along.length > 0 ? t('takeBack.all', { count: all.length }) : t('app.undo')}
        </Button>
        {keep}
      </div>
    </fieldset>
  )
}
