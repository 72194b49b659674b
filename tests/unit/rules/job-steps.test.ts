import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cancelJob,
  completeStep,
  finishJob,
  isRefusal,
  type Job,
  type JobOutcome,
  jobElapsedMs,
  jobSchema,
  pauseJob,
  skipStep,
  startJob,
  stepElapsedMs,
  stepsForServices,
  undoFinish,
  undoStart,
  undoStep,
} from '@/lib/domain'
import { at, job, ms, step } from './builders'

const ok = (outcome: JobOutcome): Job => {
  if (isRefusal(outcome)) throw new Error(outcome.message)
  return outcome
}
const statuses = (subject: Job) => subject.steps.map(({ status }) => status)

describe('a job from start to finish', () => {
  test('starting it starts its first step', () => {
    const started = ok(startJob(job(), at(0)))
    expect(started).toMatchObject({ status: 'in_progress', startedAt: at(0) })
    expect(started.steps[0]).toMatchObject({ status: 'in_progress', startedAt: at(0) })
  })

  test('completing a step starts the next at the same moment', () => {
    const next = ok(completeStep(ok(startJob(job(), at(0))), 'pre-wash', at(6)))
    expect(next.steps[0]).toMatchObject({ status: 'completed', finishedAt: at(6) })
    expect(next.steps[1]).toMatchObject({ status: 'in_progress', startedAt: at(6) })
  })

  test('finishing ends the last running step, and refuses while steps wait', () => {
    let wash = ok(startJob(job(), at(0)))
    expect(finishJob(wash, at(1))).toMatchObject({ code: 'steps_left', params: { count: 3 } })
    for (const id of ['pre-wash', 'soap', 'rinse']) wash = ok(completeStep(wash, id, at(5)))
    const done = ok(finishJob(wash, at(9)))
    expect(done).toMatchObject({ status: 'completed', finishedAt: at(9) })
    expect(statuses(done)).toEqual(['completed', 'completed', 'completed', 'completed'])
  })

  test('skipping the running step starts the next; skipping a waiting one leaves the running alone', () => {
    const started = ok(startJob(job(), at(0)))
    expect(statuses(ok(skipStep(started, 'pre-wash', 'not_needed', at(1))))).toEqual([
      'skipped',
      'in_progress',
      'pending',
      'pending',
    ])
    const later = ok(skipStep(started, 'rinse', 'no_supplies', at(1)))
    expect(statuses(later)).toEqual(['in_progress', 'pending', 'skipped', 'pending'])
    expect(later.steps[2]).toMatchObject({ skipReason: 'no_supplies', startedAt: null })
  })
})

describe('pauses', () => {
  test('a pause is time of neither the job nor the step', () => {
    const paused = ok(pauseJob(ok(startJob(job(), at(0))), at(4)))
    expect(jobElapsedMs(paused, ms(30))).toBe(4 * 60_000)
    expect(stepElapsedMs(paused, paused.steps[0] as never, ms(30))).toBe(4 * 60_000)
    const resumed = ok(startJob(paused, at(14)))
    expect(resumed).toMatchObject({ status: 'in_progress', pausedAt: null, pausedMs: 600_000 })
    expect(jobElapsedMs(resumed, ms(15))).toBe(5 * 60_000)
    expect(stepElapsedMs(resumed, resumed.steps[0] as never, ms(15))).toBe(5 * 60_000)
  })

  test('no step is done while paused', () => {
    const paused = ok(pauseJob(ok(startJob(job(), at(0))), at(1)))
    expect(completeStep(paused, 'pre-wash', at(2))).toMatchObject({ code: 'paused' })
  })

  test('a step skipped during a pause is followed by one that starts when work does', () => {
    const skipped = ok(skipStep(ok(pauseJob(ok(startJob(job(), at(0))), at(2))), 'pre-wash', 'not_needed', at(5)))
    const resumed = ok(startJob(skipped, at(10)))
    expect(resumed.steps[1]).toMatchObject({ status: 'in_progress', startedAt: at(10) })
  })
})

describe('undo', () => {
  test('a step done by mistake runs on as if nothing had happened', () => {
    const started = ok(startJob(job(), at(0)))
    const undone = ok(undoStep(ok(completeStep(started, 'pre-wash', at(3))), 'pre-wash', at(3.05)))
    expect(undone).toEqual(started)
  })

  test('a pause after the mistake is not counted as work', () => {
    const done = ok(completeStep(ok(startJob(job(), at(0))), 'pre-wash', at(3)))
    const resumed = ok(startJob(ok(pauseJob(done, at(4))), at(14)))
    const undone = ok(undoStep(resumed, 'pre-wash', at(15)))
    expect(stepElapsedMs(undone, undone.steps[0] as never, ms(15))).toBe(5 * 60_000)
  })

  test('only the last step, and it says which', () => {
    let wash = ok(startJob(job(), at(0)))
    wash = ok(completeStep(ok(completeStep(wash, 'pre-wash', at(5))), 'soap', at(20)))
    expect(undoStep(wash, 'pre-wash', at(21))).toMatchObject({ code: 'not_last', params: { step: 'soap' } })
  })

  test('a step skipped before its turn waits again', () => {
    const skipped = ok(skipStep(ok(startJob(job(), at(0))), 'dry', 'not_needed', at(1)))
    expect(statuses(ok(undoStep(skipped, 'dry', at(2))))).toEqual(['in_progress', 'pending', 'pending', 'pending'])
  })

  test('the last step of a finished job reopens it; the time since the finish is not its work', () => {
    const finished = ok(finishJob(ok(startJob(job({ steps: [step('all', 10)] }), at(0))), at(8)))
    const reopened = ok(undoStep(finished, 'all', at(8.05)))
    expect(reopened).toMatchObject({ status: 'in_progress', finishedAt: null })
    expect(reopened.steps[0]).toMatchObject({ status: 'in_progress', finishedAt: null })
    expect(stepElapsedMs(reopened, reopened.steps[0] as never, ms(9.05))).toBe(9 * 60_000)
  })
})

describe('what a job refuses', () => {
  const running = ok(startJob(job(), at(0)))
  const ended = ok(cancelJob(running, at(1)))
  test.each([
    ['starting it twice', startJob(running, at(1)), 'already_running'],
    ['pausing what waits', pauseJob(job(), at(1)), 'not_running'],
    ['finishing what waits', finishJob(job(), at(1)), 'not_started'],
    ['a step before the start', completeStep(job(), 'soap', at(1)), 'not_started'],
    ['a step before its turn', completeStep(running, 'dry', at(1)), 'step_not_running'],
    ['an unknown step', completeStep(running, 'wax', at(1)), 'unknown_step'],
    ['a step twice', completeStep(ok(completeStep(running, 'pre-wash', at(1))), 'pre-wash', at(2)), 'step_ended'],
    ['undoing what runs', undoStep(running, 'pre-wash', at(1)), 'step_not_ended'],
    ['anything after the end', startJob(ended, at(2)), 'ended'],
    ['undoing after the end', undoStep(ended, 'pre-wash', at(2)), 'ended'],
  ] as const)('%s', (_name, outcome, code) => {
    expect(outcome).toMatchObject({ allowed: false, code })
    expect((outcome as { message: string }).message).not.toMatch(/[{}]/)
  })
})

describe('always', () => {
  const ids = ['pre-wash', 'soap', 'rinse', 'dry']
  const deed = fc.record({
    kind: fc.constantFrom('start', 'pause', 'complete', 'skip', 'undo', 'finish'),
    id: fc.constantFrom(...ids),
    wait: fc.integer({ min: 0, max: 20 }),
  })
  const doIt = (subject: Job, kind: string, id: string, when: string): JobOutcome => {
    if (kind === 'start') return startJob(subject, when)
    if (kind === 'pause') return pauseJob(subject, when)
    if (kind === 'complete') return completeStep(subject, id, when)
    if (kind === 'skip') return skipStep(subject, id, 'not_needed', when)
    if (kind === 'undo') return undoStep(subject, id, when)
    return finishJob(subject, when)
  }

  test('any mixture of taps leaves a valid job with at most one running step, and no time is invented', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        let wash = job()
        let minute = 0
        for (const { kind, id, wait } of deeds) {
          minute += wait
          const outcome = doIt(wash, kind, id, at(minute))
          if (!isRefusal(outcome)) wash = outcome
          expect(jobSchema.safeParse(wash).success).toBe(true)
          const running = wash.steps.filter(({ status }) => status === 'in_progress')
          expect(running.length).toBeLessThanOrEqual(1)
          if (wash.status === 'in_progress' && wash.steps.some(({ status }) => status === 'pending')) {
            expect(running).toHaveLength(1)
          }
          if (wash.status === 'completed') expect(running).toHaveLength(0)
          expect(wash.status === 'paused').toBe(wash.pausedAt !== null)
          const elapsed = jobElapsedMs(wash, ms(minute))
          const worked = wash.steps.reduce((sum, entry) => sum + stepElapsedMs(wash, entry, ms(minute)), 0)
          expect(worked).toBeLessThanOrEqual(elapsed)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('the steps of a new job', () => {
  const catalog = [
    {
      serviceId: 'basic-wash',
      name: 'Basic Wash',
      price: 1500,
      active: true,
      surcharges: {},
      options: [
        { optionId: 'tyre-shine', name: 'Tyre shine', price: 500, minutes: 5 },
        { optionId: 'air-freshener', name: 'Air freshener', price: 300, minutes: 0 },
      ],
      steps: [{ stepId: 'rinse', name: 'Rinse', minutes: 5 }],
    },
  ]
  const line = (serviceId: string, optionIds: string[] = []) => ({
    serviceId,
    name: serviceId,
    price: 1,
    minutes: 12,
    options: optionIds.map((optionId) => ({ optionId, name: optionId, price: 0 })),
  })

  test('are the services’ steps, then the options that take time', () => {
    const steps = stepsForServices([line('basic-wash', ['air-freshener', 'tyre-shine'])], catalog)
    expect(steps.map(({ stepId, minutes }) => [stepId, minutes])).toEqual([
      ['basic-wash.rinse', 5],
      ['basic-wash.tyre-shine', 5],
    ])
  })

  test('a service that left the price list is one step of its sold length', () => {
    expect(stepsForServices([line('gone')], catalog)).toMatchObject([{ stepId: 'gone.all', name: 'gone', minutes: 12 }])
  })
})

describe('what was tapped by mistake leaves no trace', () => {
  const started = ok(startJob(job(), at(0)))

  test('a start: the job waits as it did before', () => {
    expect(ok(undoStart(started))).toEqual(job())
    const skippedAhead = ok(skipStep(job(), 'rinse', 'no_supplies', at(0)))
    expect(ok(undoStart(ok(startJob(skippedAhead, at(1)))))).toEqual(skippedAhead)
  })

  test('a start that work has been done since is not taken back', () => {
    expect(undoStart(ok(completeStep(started, 'pre-wash', at(3))))).toMatchObject({ code: 'not_last' })
    expect(undoStart(ok(pauseJob(started, at(3))))).toMatchObject({ code: 'paused' })
    expect(undoStart(job())).toMatchObject({ code: 'not_started' })
  })

  test('a pause, by resuming as of its own moment', () => {
    expect(ok(startJob(ok(pauseJob(started, at(3))), at(3)))).toEqual(started)
  })

  test('a resume, by pausing as of its own moment: every clock goes on as if it had never been', () => {
    const paused = ok(pauseJob(started, at(3)))
    const undone = ok(pauseJob(ok(startJob(paused, at(10))), at(10)))
    const [later, plainly] = [undone, paused].map((subject) => ok(startJob(subject, at(20))))
    expect(later).toEqual(plainly)
    expect(jobElapsedMs(undone, ms(15))).toBe(jobElapsedMs(paused, ms(15)))
  })

  test('a finish: the last step runs on, or stays as it had ended', () => {
    const first = job().steps[0]?.stepId as string
    const alone = job({ steps: job().steps.filter(({ stepId }) => stepId === first) })
    const running = ok(startJob(alone, at(0)))
    expect(ok(undoFinish(ok(finishJob(running, at(9)))))).toEqual(running)
    for (const end of [
      (subject: Job) => skipStep(subject, first, 'not_needed', at(4)),
      (subject: Job) => completeStep(subject, first, at(4)),
    ]) {
      const ended = ok(end(running))
      expect(ok(undoFinish(ok(finishJob(ended, at(9)))))).toEqual(ended)
    }
    expect(undoFinish(running)).toMatchObject({ code: 'not_finished' })
  })

  test('whatever was done before it, a finish and its undo give the job as it was', () => {
    const acts = fc.array(fc.constantFrom('done', 'skip', 'skip last', 'pause and resume'), { maxLength: 6 })
    fc.assert(
      fc.property(acts, (done) => {
        let subject = started
        done.forEach((act, index) => {
          const moment = at(index + 1)
          const running = subject.steps.find(({ status }) => status === 'in_progress')?.stepId ?? ''
          const outcome =
            act === 'done'
              ? completeStep(subject, running, moment)
              : act === 'skip'
                ? skipStep(subject, running, 'not_needed', moment)
                : act === 'skip last'
                  ? skipStep(subject, subject.steps.at(-1)?.stepId ?? '', 'not_needed', moment)
                  : startJob(ok(pauseJob(subject, moment)), at(index + 1.5))
          if (!isRefusal(outcome)) subject = outcome
        })
        const finished = finishJob(subject, at(60))
        if (!isRefusal(finished)) expect(ok(undoFinish(finished))).toEqual(subject)
      }),
    )
  })
})
