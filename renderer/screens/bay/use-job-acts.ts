import { useTranslation } from 'react-i18next'
import type { Job, JobStep, SKIP_REASONS } from '@/lib/sync/protocol'
import { useAct } from '../../frame/use-act'

/** What the washer can do with the job, each with its way back where there is one. */
export function useJobActs(job: Job) {
  const { t } = useTranslation()
  const act = useAct()
  const { jobId } = job
  const undoStep = (step: JobStep) => () => void act('job.undoStep', { jobId, stepId: step.stepId })
  const last = job.steps.findLast((step) => step.status === 'in_progress' || step.status === 'completed')
  return {
    start: () =>
      void act(
        'job.start',
        { jobId },
        {
          said: job.status === 'paused' ? t('toast.resumed') : t('toast.started'),
          undo: () => void act('job.pause', { jobId }),
        },
      ),
    pause: () =>
      void act('job.pause', { jobId }, { said: t('toast.paused'), undo: () => void act('job.start', { jobId }) }),
    complete: (step: JobStep) =>
      void act(
        'job.completeStep',
        { jobId, stepId: step.stepId },
        {
          said: t('toast.stepDone', { step: step.name }),
          undo: undoStep(step),
        },
      ),
    skip: (step: JobStep, reason: (typeof SKIP_REASONS)[number]) =>
      void act(
        'job.skipStep',
        { jobId, stepId: step.stepId, reason },
        {
          said: t('toast.stepSkipped', { step: step.name }),
          undo: undoStep(step),
        },
      ),
    finish: () =>
      void act('job.finish', { jobId }, { said: t('toast.finished'), undo: last ? undoStep(last) : undefined }),
  }
}
