import { useTranslation } from 'react-i18next'
import type { Job, JobStep, SKIP_REASONS } from '@/lib/domain'
import { nameIn } from '@/lib/ui/words/names'
import { useAct } from '../../frame/use-act'

/** What the washer can do with the job, each with its way back where there is one. */
export function useJobActs(job: Job) {
  const { t } = useTranslation()
  const act = useAct()
  const { jobId } = job
  const undoStep = (step: JobStep) => () => void act('job.undoStep', { jobId, stepId: step.stepId })
  /** Pausing and resuming take each other back, as of the very moment of the slip: no second is won or lost by it. */
  const turn = (type: 'job.start' | 'job.pause', said: string) => {
    const asOf = new Date().toISOString()
    const back = type === 'job.start' ? 'job.pause' : 'job.start'
    void act(type, { jobId }, { said, asOf, undo: () => void act(back, { jobId }, { asOf }) })
  }
  return {
    start: () => {
      if (job.status === 'paused') return turn('job.start', t('toast.resumed'))
      void act(
        'job.start',
        { jobId, first: true },
        { said: t('toast.started'), undo: () => void act('job.undoStart', { jobId }) },
      )
    },
    pause: () => turn('job.pause', t('toast.paused')),
    complete: (step: JobStep) =>
      void act(
        'job.completeStep',
        { jobId, stepId: step.stepId },
        {
          said: t('toast.stepDone', { step: nameIn(t, step.name) }),
          undo: undoStep(step),
        },
      ),
    skip: (step: JobStep, reason: (typeof SKIP_REASONS)[number]) =>
      void act(
        'job.skipStep',
        { jobId, stepId: step.stepId, reason },
        {
          said: t('toast.stepSkipped', { step: nameIn(t, step.name) }),
          undo: undoStep(step),
        },
      ),
    finish: () =>
      void act(
        'job.finish',
        { jobId },
        {
          said: t('toast.finished'),
          undo: () => void act('job.undoFinish', { jobId }),
        },
      ),
  }
}
