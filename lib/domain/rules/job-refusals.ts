import type { Job } from '../documents'
import { type Refusal, refusals } from './refusal'

export const JOB_REFUSALS = {
  already_running: 'The job is already running.',
  not_running: 'The job is not running, so it cannot be paused.',
  paused: 'The job is paused. Resume it first.',
  ended: 'The job has ended. Nothing more can be changed on it.',
  not_started: 'The job has not been started. Start it first.',
  unknown_step: 'The job has no such step. Look again at its steps.',
  step_not_running: '{step} is not the step being worked on. Finish or skip the steps before it.',
  step_ended: '{step} has already been done or skipped.',
  step_not_ended: '{step} has not been done or skipped, so there is nothing to undo.',
  not_last: 'Only the last step can be undone. Undo {step} first.',
  steps_left: '{count} steps are neither done nor skipped. Do or skip them first.',
  not_finished: 'The job is not finished, so there is no finish to undo.',
} as const

type JobRefusalCode = keyof typeof JOB_REFUSALS

export const refuseJob = refusals('job', JOB_REFUSALS)

export type JobOutcome = Job | Refusal<JobRefusalCode>

export function isRefusal(outcome: object): outcome is Refusal {
  return 'allowed' in outcome && outcome.allowed === false
}
