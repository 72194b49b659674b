'use client'

import { useTranslation } from 'react-i18next'
import { type Order, STAGES, type Stage, stageToSay } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { STAGE_LOOKS } from '@/lib/ui/words/states'

export const stageAnchor = (stage: Stage) => `stage-${stage}`

/** How many orders stand at each stage, in the order they go through them; each leads to its list. */
export function StageCounts({ orders }: { readonly orders: readonly Order[] }) {
  const { t } = useTranslation()
  const counts = new Map<Stage, number>()
  for (const order of orders) counts.set(stageToSay(order), (counts.get(stageToSay(order)) ?? 0) + 1)
  // An order without services yet is rare; its stage is shown when there is one.
  const shown = STAGES.filter((stage) => stage !== 'empty' || counts.has(stage))
  return (
    <nav aria-label={t('live.byStage')}>
      <ol className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-px overflow-hidden rounded-lg border border-line bg-line shadow-card max-md:grid-cols-2">
        {shown.map((stage) => (
          <li key={stage} className="flex bg-surface max-md:last:odd:col-span-2">
            <StageCount stage={stage} count={counts.get(stage) ?? 0} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function StageCount({ stage, count }: { readonly stage: Stage; readonly count: number }) {
  const { t } = useTranslation()
  const { icon: Icon } = STAGE_LOOKS[stage]
  const look = classNames('flex min-h-12 w-full items-center gap-2 px-3', count === 0 && 'text-ink-faint')
  const content = (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <span className="min-w-0 grow truncate text-sm">{t(`stage.${stage}`)}</span>
      <span className="tabular font-semibold">{count}</span>
    </>
  )
  if (count === 0) return <span className={look}>{content}</span>
  return (
    <a href={`#${stageAnchor(stage)}`} className={classNames(look, '-outline-offset-3 hover:bg-sunken')}>
      {content}
    </a>
  )
}
