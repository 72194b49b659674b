import { describe, expect, test } from 'vitest'
import type { Actor, Bay, Command, DocumentByKind, DocumentKind, Job, Order } from '@/lib/domain'
import { type Prediction, predict, sceneOf } from '@/renderer/store/predict'
import { at, bay, job, order, step } from './builders'

const { orderID } = order()
const { jobId } = job()
/** The second step runs; a pause is behind it. */
const RUNNING: Partial<Job> = {
  status: 'in_progress',
  startedAt: at(0),
  pausedMs: 30_000,
  notes: 'Careful with the mirror.',
  steps: [
    step('pre-wash', 5, { status: 'completed', startedAt: at(0), finishedAt: at(5) }),
    step('soap', 15, { status: 'in_progress', startedAt: at(5) }),
    step('rinse', 5),
  ],
}

interface Site {
  readonly order: Order
  readonly job: Job | null
  readonly bays: readonly Bay[]
}

function makeSite(work: Partial<Job> = {}): Site {
  return {
    order: order({ stage: 'in_progress', overallStatus: 'in_progress', queue: null, bayId: 'bay-1' }),
    job: job(work),
    bays: [
      bay('bay-1', { name: 'Bay 1', status: 'occupied', orderID, jobId }),
      bay('bay-2', { name: 'Bay 2' }),
      bay('bay-3', { name: 'Bay 3', status: 'cleaning' }),
    ],
  }
}

const DESK: Actor = { role: 'cashier', tenantId: 'main', bayId: null }
const bayStation = (bayId: string): Actor => ({ role: 'bay', tenantId: 'main', bayId })

function move(site: Site, payload: { bayId: string; toBayId: string; orderID?: string }, actor = DESK): Prediction {
  const documents: Record<DocumentKind, readonly (readonly [string, object | null])[]> = {
    order: [[orderID, site.order]],
    job: [[jobId, site.job]],
    bay: site.bays.map((each) => [each.bayId, each] as const),
    queue: [],
    concern: [],
    shift: [],
  }
  const command = {
    id: '7b0e4c5e-55f3-4f7c-8a3c-0f6a52f1a0ff',
    issuedAt: at(7),
    type: 'bay.move',
    payload: { orderID, ...payload },
  } satisfies Command
  const get = <K extends DocumentKind>(kind: K, key: string) =>
    documents[kind].find(([name]) => name === key)?.[1] as DocumentByKind[K] | undefined
  return predict(command, { get }, sceneOf(actor, undefined))
}

/** The site as the move has left it, but for when that was. */
function changed(site: Site, prediction: Prediction): Site {
  if (prediction.kind === 'refused') throw prediction.rejection
  const left = <D extends Order | Job | Bay | null>(kind: DocumentKind, key: string, before: D): D => {
    const found = prediction.changes.find((change) => change.kind === kind && change.key === key)?.document
    return found ? ({ ...found, updatedAt: before?.updatedAt } as D) : before
  }
  return {
    order: left('order', orderID, site.order),
    job: left('job', jobId, site.job),
    bays: site.bays.map((each) => left('bay', each.bayId, each)),
  }
}

const refusalOf = (prediction: Prediction) =>
  prediction.kind === 'refused' ? prediction.rejection.refusal : { code: 'done', params: {} }

const AWAY = { bayId: 'bay-1', toBayId: 'bay-2' }
const BACK = { bayId: 'bay-2', toBayId: 'bay-1' }

test('a car shows at once where it goes, though its job is from before jobs said where they came from', () => {
  const { fromBay: _, ...old } = job(RUNNING)
  const before = { ...makeSite(), job: old as Job }
  const moved = changed(before, move(before, AWAY))
  expect(moved.order.bayId).toBe('bay-2')
  expect(moved.bays.map((each) => each.orderID)).toEqual([null, orderID, null])
  expect(moved.job).toBe(before.job)
})

describe.each([
  ['that has not begun', {}],
  ['that runs', RUNNING],
  ['that is paused', { ...RUNNING, status: 'paused', pausedAt: at(6) }],
] as const)('a wash %s', (_, work: Partial<Job>) => {
  test('goes on in the other bay as it stood', () => {
    const before = makeSite(work)
    const moved = changed(before, move(before, AWAY))
    expect(moved.job).toEqual({ ...before.job, bayId: 'bay-2', fromBay: 'bay-1' })
    expect(moved.order).toEqual({ ...before.order, bayId: 'bay-2' })
    expect(moved.bays).toEqual([
      { ...before.bays[0], status: 'available', orderID: null, jobId: null },
      { ...before.bays[1], status: 'occupied', orderID, jobId },
      before.bays[2],
    ])
  })

  test('moved back is as if it had never moved', () => {
    const before = makeSite(work)
    const moved = changed(before, move(before, AWAY))
    expect(changed(moved, move(moved, BACK))).toEqual(before)
  })
})

test('a car whose steps are still on their way moves too', () => {
  const before = { ...makeSite(), job: null }
  const moved = changed(before, move(before, AWAY))
  expect(moved.bays[1]).toMatchObject({ status: 'occupied', orderID, jobId })
  expect(moved.order.bayId).toBe('bay-2')
})

describe('is refused', () => {
  test.each([
    ['a bay that is cleaned', { bayId: 'bay-1', toBayId: 'bay-3' }, 'bay_not_available', 'Bay 3'],
    ['the bay it stands in', { bayId: 'bay-1', toBayId: 'bay-1' }, 'bay_not_available', 'Bay 1'],
    ['a bay that is not there', { bayId: 'bay-1', toBayId: 'bay-9' }, 'no_bay', 'bay-9'],
    ['the way out of a bay that is not there', { bayId: 'bay-9', toBayId: 'bay-2' }, 'no_bay', 'bay-9'],
    ['the way out of an empty bay', BACK, 'not_in_bay', 'Bay 2'],
    ['the way for another car', { ...AWAY, orderID: 'AX-20260115-0002' }, 'not_in_bay', 'Bay 1'],
  ])('to %s', (_, payload, code, named) => {
    expect(refusalOf(move(makeSite(), payload))).toMatchObject({ code, params: { bay: named } })
  })
})

describe('a bay station', () => {
  test('sends its own car away, and takes back the one it has sent', () => {
    const before = makeSite(RUNNING)
    const moved = changed(before, move(before, AWAY, bayStation('bay-1')))
    expect(moved.job?.bayId).toBe('bay-2')
    expect(changed(moved, move(moved, BACK, bayStation('bay-1')))).toEqual(before)
  })

  test('sends back what was sent to it', () => {
    const before = makeSite()
    const moved = changed(before, move(before, AWAY, bayStation('bay-1')))
    expect(changed(moved, move(moved, BACK, bayStation('bay-2')))).toEqual(before)
  })

  test('takes no car out of another bay, to its own or to a third', () => {
    const site = makeSite(RUNNING)
    expect(refusalOf(move(site, AWAY, bayStation('bay-2')))).toMatchObject({ code: 'other_bay' })
    expect(refusalOf(move(site, AWAY, bayStation('bay-3')))).toMatchObject({ code: 'other_bay' })
  })

  test('takes back no car that has been sent on', () => {
    const site = makeSite({ bayId: 'bay-1', fromBay: 'bay-3' })
    expect(refusalOf(move(site, AWAY, bayStation('bay-2')))).toMatchObject({ code: 'other_bay' })
  })
})
