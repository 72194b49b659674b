import { expect, test } from 'vitest'
import type { Actor, Command, DocumentByKind, DocumentKind, Job } from '@/lib/domain'
import { type Prediction, predict, sceneOf } from '@/renderer/store/predict'
import { at, job, step } from './builders'

/** Paused by the desk after the bay had lost its connection, on its fourth version. */
const PAUSED: Partial<Job> = {
  status: 'paused',
  startedAt: at(0),
  pausedAt: at(6),
  version: 4,
  steps: [step('soap', 15, { status: 'in_progress', startedAt: at(0) })],
}

/** `job.start` of the bay station, which had seen the third version; `first`: of a job that nobody had begun. */
function startOf(before: Job, bayId: string, first?: true): Prediction {
  const command = {
    ...{ id: '7b0e4c5e-55f3-4f7c-8a3c-0f6a52f1a0ff', type: 'job.start', issuedAt: at(5) },
    ...{ payload: { jobId: before.jobId, ...(first && { first }) }, expect: { version: 3 } },
  } satisfies Command
  const actor: Actor = { role: 'bay', tenantId: 'main', bayId }
  const get = <K extends DocumentKind>(kind: K, key: string) =>
    (kind === 'job' && key === before.jobId ? before : undefined) as DocumentByKind[K] | undefined
  return predict(command, { get }, sceneOf(actor, undefined))
}

test('a bay that resumes a job goes by what it saw: it takes back no pause it had not heard of', () => {
  const resumed = startOf(job({ ...PAUSED, bayId: 'bay-1' }), 'bay-1')
  expect(resumed).toMatchObject({ kind: 'refused', rejection: { code: 'conflict' } })
})

test('a bay resumes no car that has gone on from it to another bay', () => {
  const resumed = startOf(job({ ...PAUSED, bayId: 'bay-2', fromBay: 'bay-1' }), 'bay-1')
  expect(resumed).toMatchObject({ kind: 'refused', rejection: { refusal: { code: 'other_bay' } } })
})

const PENDING: Partial<Job> = { bayId: 'bay-1', status: 'pending', version: 4, steps: [step('soap', 15)] }

test('a bay that began the wash has begun it, whatever else was changed of the job meanwhile', () => {
  const begun = startOf(job({ ...PENDING, notes: 'mind the mirror' }), 'bay-1', true)
  expect(begun).toMatchObject({
    kind: 'changes',
    changes: [{ document: { status: 'in_progress', startedAt: at(5), notes: 'mind the mirror' } }],
  })
})

test.each([
  ['that runs', { status: 'in_progress' as const, pausedAt: null }],
  ['that is paused', {}],
])('to begin a job %s changes nothing of it', (_, now) => {
  const begun = startOf(job({ ...PAUSED, ...now, bayId: 'bay-1' }), 'bay-1', true)
  expect(begun).toMatchObject({ kind: 'changes', changes: [] })
})

test('a wash that was begun at the bay and ended elsewhere meanwhile is put before a person', () => {
  const begun = startOf(job({ ...PAUSED, status: 'cancelled', bayId: 'bay-1' }), 'bay-1', true)
  expect(begun).toMatchObject({ kind: 'refused', rejection: { refusal: { code: 'ended' } } })
})
