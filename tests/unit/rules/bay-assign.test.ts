import { expect, test } from 'vitest'
import type { Command, DocumentKind, Order, Stage } from '@/lib/domain'
import { predict, sceneOf } from '@/renderer/store/predict'
import { at, bay, order } from './builders'

/** A car is driven in as it was seen: what another bay did to it meanwhile comes first. */

const SCENE = sceneOf({ role: 'bay', tenantId: 'main', bayId: 'bay-2' }, undefined)

function assign(now: Stage, seen?: Stage) {
  const car: Order = order({ stage: now, bayId: null })
  const documents: Partial<Record<DocumentKind, object>> = { order: car, bay: bay('bay-2', { name: 'Bay 2' }) }
  const command = {
    ...{ id: crypto.randomUUID(), issuedAt: at(0), type: 'bay.assign' },
    payload: { bayId: 'bay-2', orderID: car.orderID, stage: seen },
  } as Command
  const prediction = predict(command, { get: (kind) => documents[kind] as never }, SCENE)
  return prediction.kind === 'refused' ? prediction.rejection.refusal.key : 'done'
}

test.each(['billed', 'completed'] as const)(
  'a car that was waiting when it was taken and is %s by now is not washed again',
  (now) => {
    expect(assign(now, 'initiated')).toBe('rules.command.conflict')
    expect(assign(now, 'open')).toBe('rules.command.conflict')
  },
)

test('one that was seen as washed is washed again, and one that still waits is taken wherever it was seen', () => {
  expect(assign('billed', 'billed')).toBe('done')
  expect(assign('open', 'initiated')).toBe('done')
  expect(assign('in_progress', 'open')).toBe('done')
})

test('a station that does not say what was seen is believed, as those before it were', () => {
  expect(assign('billed')).toBe('done')
})
