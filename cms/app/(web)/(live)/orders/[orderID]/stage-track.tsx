'use client'

import { useTranslation } from 'react-i18next'
import { type Order, STAGES, type Stage, stageToSay } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { STAGE_LOOKS } from '@/lib/ui/words/states'
import { Age } from '../../live/figures'
import { useSite } from '../../live/site'

/** Stages of a site that does not bill leave these out. */
const BILLING: readonly Stage[] = ['billed', 'paid']

/** The order's way through the stages: where it has been, where it is and for how long, what comes. */
export function StageTrack({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { billing } = useSite()
  const now = stageToSay(order)
  const way = stagesOf(now, billing)
  const at = way.indexOf(now)
  return (
    <ol
      aria-label={t('live.order.stages')}
      className="flex overflow-hidden rounded-lg border border-line bg-surface shadow-card"
    >
      {way.map((stage, index) => {
        const { icon: Icon, tone } = STAGE_LOOKS[stage]
        const here = index === at
        return (
          <li
            key={stage}
            aria-current={here ? 'step' : undefined}
            className={classNames(
              'flex min-w-0 flex-1 flex-col items-center gap-1 border-b-3 px-1 py-2.5 text-center',
              here
                ? `max-md:flex-3 ${HERE[tone]}`
                : index < at
                  ? 'border-line-strong text-ink-soft'
                  : 'border-transparent text-ink-faint',
            )}
          >
            <Icon aria-hidden className="size-5" />
            <span className={classNames('max-w-full truncate text-sm', here ? 'font-semibold' : 'max-md:sr-only')}>
              {t(`stage.${stage}`)}
            </span>
            <span className="sr-only">{index < at && t('live.order.passed')}</span>
            {here && <Age since={order.stageSince} className="tabular text-xs" />}
          </li>
        )
      })}
    </ol>
  )
}

const HERE = {
  neutral: 'border-ink text-ink',
  active: 'border-active text-active',
  good: 'border-good text-good',
  warn: 'border-warn text-warn',
  bad: 'border-bad text-bad',
} as const

function stagesOf(stage: Stage, billing: boolean): readonly Stage[] {
  if (stage === 'cancelled') return ['initiated', 'cancelled']
  return STAGES.filter(
    (one) =>
      one === stage ||
      (one !== 'empty' && one !== 'cancelled' && (billing || (!BILLING.includes(one) && one !== 'open'))),
  )
}
