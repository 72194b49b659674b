import { Check, CheckCheck, NotepadText, Pause, Play, SkipForward, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '@/lib/domain'
import { firstDone, jobElapsedMs, jobTargetMs, servingOrder, stepElapsedMs } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { plateText } from '@/lib/ui/format/plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { nameIn, titleIn } from '@/lib/ui/words/names'
import { useSite } from '../../store/use-station'
import { MoveToBay } from '../MoveToBay'
import { useBayActs } from '../use-bay-acts'
import { JobSteps } from './JobSteps'
import { SkipDialog } from './SkipDialog'
import { Timer } from './Timer'
import { useJobActs } from './use-job-acts'

/** The job in this bay: plate, time, the step at hand, and one large button for what comes next. */
export function RunningJob({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  return (
    <div className="grid min-h-0 grow grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] max-md:block max-md:overflow-y-auto">
      {/* On a telephone its buttons end above where a message comes. */}
      <section
        className="flex min-h-0 flex-col gap-5 p-7 max-md:min-h-[calc(100%-6rem)] max-md:gap-3 max-md:p-4"
        aria-label={plateText(job.plate)}
      >
        <JobHead job={job} />
        <JobNow job={job} />
      </section>
      <aside className="flex min-h-0 flex-col gap-4 border-line border-s bg-surface p-6 max-md:border-s-0 max-md:border-t max-md:p-4">
        {job.notes && (
          <p className="flex items-start gap-3 rounded-md bg-warn-soft px-4 py-3 font-medium text-lg text-warn">
            <NotepadText aria-hidden className="mt-0.5 size-6 shrink-0" />
            <span>
              <span className="sr-only">{t('bay.notes')}: </span>
              {job.notes}
            </span>
          </p>
        )}
        <JobSteps job={job} />
        <NextLine />
      </aside>
    </div>
  )
}

function JobHead({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  const now = useNow(1000)
  return (
    <header className="grid grid-cols-[1fr_auto] items-start gap-x-8 gap-y-3 max-md:gap-x-3">
      <Plate plate={job.plate} size="huge" className="justify-self-start !text-[clamp(2.75rem,6.5vw,6.5rem)]" />
      {job.startedAt && (
        <Timer
          label={t('bay.elapsed')}
          elapsedMs={jobElapsedMs(job, now)}
          targetMs={jobTargetMs(job)}
          size="job"
          paused={job.status === 'paused'}
        />
      )}
      <p className="col-span-2 text-2xl max-md:text-xl">
        <span className="text-ink-soft">{t(`vehicle.${job.vehicleType}`)} · </span>
        {titleIn(t, job.title)}
      </p>
    </header>
  )
}

function JobNow({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(1000)
  const acts = useJobActs(job)
  const [skipping, setSkipping] = useState(false)
  const index = job.steps.findIndex((step) => step.status === 'in_progress')
  const step = job.steps[index]
  const hasSteps = job.steps.length > 0
  const left = job.steps.some((entry) => entry.status === 'pending')
  if (job.status === 'pending') {
    return (
      <Panel>
        <p className="font-semibold text-3xl">{t('bay.readyTitle')}</p>
        <p className="tabular text-ink-soft text-xl">
          {hasSteps ? t('bay.stepTarget', { time: format.minutes(jobTargetMs(job) / 60_000) }) : t('bay.noSteps')}
        </p>
        <Button look="primary" size="titanic" icon={Play} className="mt-auto w-full" onPress={acts.start}>
          {t('bay.start')}
        </Button>
        <div className="flex flex-wrap justify-center gap-x-4">
          <MoveToBay orderID={job.orderID} bayId={job.bayId} look="quiet" size="large" />
          <Release job={job} />
        </div>
      </Panel>
    )
  }
  if (job.status === 'completed') {
    return (
      <Panel>
        <p className="font-semibold text-3xl">{t('bay.finished')}</p>
      </Panel>
    )
  }
  const paused = job.status === 'paused'
  return (
    <Panel>
      {step ? (
        <>
          <div className="grid grid-cols-[1fr_auto] items-start gap-x-4 max-md:gap-x-2">
            <p className="tabular self-end text-ink-soft text-lg max-md:col-span-2">
              {t('bay.stepNumber', { current: index + 1, total: job.steps.length })}
              <span className="max-md:hidden">
                {' · '}
                {t('bay.stepTarget', { time: format.minutes(step.minutes) })}
              </span>
            </p>
            <p className="min-w-0 font-semibold text-4xl max-md:text-3xl">{nameIn(t, step.name)}</p>
            <div className="md:col-start-2 md:row-span-2 md:row-start-1">
              <Timer
                label={nameIn(t, step.name)}
                elapsedMs={stepElapsedMs(job, step, now)}
                targetMs={step.minutes * 60_000}
                size="step"
                paused={paused}
              />
            </div>
          </div>
          <StepBar part={step.minutes > 0 ? stepElapsedMs(job, step, now) / (step.minutes * 60_000) : 0} />
        </>
      ) : (
        <p className="font-semibold text-4xl">{hasSteps ? t('bay.allDone') : t('bay.noSteps')}</p>
      )}
      <div className="mt-auto flex flex-col gap-4">
        {/* Above: it goes after the first step, and what is tapped at every step stays where it is. */}
        <Release job={job} />
        {paused ? (
          <Button look="primary" size="titanic" subject="resume" icon={Play} className="w-full" onPress={acts.start}>
            {t('bay.resume')}
          </Button>
        ) : step && left ? (
          <Button
            look="primary"
            size="titanic"
            subject={step.stepId}
            icon={Check}
            className="w-full"
            onPress={() => acts.complete(step)}
          >
            {t('bay.done')}
          </Button>
        ) : (
          <Button
            look="primary"
            size="titanic"
            subject="finish"
            icon={CheckCheck}
            className="w-full"
            onPress={acts.finish}
          >
            {t('bay.finish')}
          </Button>
        )}
        <div className="grid auto-cols-fr grid-flow-col gap-4 max-md:grid-flow-row max-md:grid-cols-2">
          <Button
            size="large"
            icon={SkipForward}
            isDisabled={!step || paused}
            className="!h-18"
            onPress={() => setSkipping(true)}
          >
            {t('bay.skip')}
          </Button>
          <Button size="large" icon={Pause} isDisabled={paused} className="!h-18" onPress={acts.pause}>
            {t('bay.pause')}
          </Button>
          <MoveToBay orderID={job.orderID} bayId={job.bayId} short size="large" className="!h-18 max-md:col-span-2" />
        </div>
      </div>
      <SkipDialog
        step={skipping ? (step ?? null) : null}
        onClose={() => setSkipping(false)}
        onSkip={(reason) => {
          if (step) acts.skip(step, reason)
          setSkipping(false)
        }}
      />
    </Panel>
  )
}

/** The wrong car: gone as soon as the wash has begun. */
function Release({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  const { release } = useBayActs()
  if (job.bayId === null || firstDone(job)) return null
  const { bayId, orderID, plate } = job
  return (
    <Button look="quiet" size="large" icon={Undo2} onPress={() => release(bayId, { orderID, plate })}>
      {t('bay.release')}
    </Button>
  )
}

function Panel({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="flex min-h-0 grow flex-col gap-5 rounded-lg border border-line bg-surface p-6 max-md:gap-3 max-md:p-4">
      {children}
    </div>
  )
}

function StepBar({ part }: { readonly part: number }) {
  const colour = part >= 1.25 ? 'bg-bad' : part >= 1 ? 'bg-warn' : 'bg-active'
  return (
    <div aria-hidden className="h-3 overflow-hidden rounded-full bg-sunken">
      <div className={`h-full rounded-full ${colour}`} style={{ width: `${Math.min(100, part * 100)}%` }} />
    </div>
  )
}

function NextLine() {
  const { t } = useTranslation()
  const site = useSite()
  const [next] = servingOrder(site.queues)
  const order = next && site.orders.find(({ orderID }) => orderID === next.orderID)
  return (
    <p className="mt-auto flex min-h-14 items-center gap-4 border-line border-t pt-4 text-lg">
      <span className="font-semibold text-ink-soft">{t('bay.nextUp')}</span>
      {next ? (
        <Plate plate={order?.vehicle?.plate ?? next.orderID} size="medium" />
      ) : (
        <span className="text-ink-faint">{t('bay.nobodyNext')}</span>
      )}
    </p>
  )
}
