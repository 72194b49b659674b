import { expect, test } from 'vitest'
import type { Job } from '@/lib/domain'
import { completeStep, finishJob, startJob } from '@/lib/domain'
import { type EndedBy, noteEnded, reportWork } from '@/lib/domain/rules/job-work'
import { at, job } from './builders'

const done = (outcome: ReturnType<typeof startJob>): Job => outcome as Job

test('work of which nobody is on record is not known to be anybody’s, and is in the whole all the same', () => {
  const started = done(startJob(job({ steps: [] }), at(0)))
  const finished = done(finishJob(started, at(20)))
  const nobody = { cars: 1, ms: 20 * 60_000 }
  expect(reportWork([{ job: finished, endedBy: [] }])).toEqual({ byPerson: [{ by: null, ...nobody }], total: nobody })
  const endedBy = noteEnded([], started, finished, 'person:7')
  expect(endedBy).toEqual([{ stepId: null, by: 'person:7' }])
  expect(reportWork([{ job: finished, endedBy }]).byPerson).toEqual([{ by: 'person:7', ...nobody }])
})

test('the record is kept as it is while nothing ends, and loses what is taken back', () => {
  const waiting = job()
  const [first] = waiting.steps
  const started = done(startJob(waiting, at(0)))
  const none: readonly EndedBy[] = []
  expect(noteEnded(none, waiting, started, 'person:7')).toBe(none)
  const stepped = done(completeStep(started, first?.stepId ?? '', at(5)))
  const record = noteEnded(none, started, stepped, 'person:7')
  expect(record).toEqual([{ stepId: first?.stepId, by: 'person:7' }])
  expect(noteEnded(record, stepped, { ...stepped, notes: 'Scratch on the door' }, 'user:1')).toBe(record)
  expect(noteEnded(record, stepped, started, 'person:8')).toEqual([])
})
