import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { RequestTurns } from '@/cms/server/request-turns'

/** Counts the turns of the event loop while `work` is under way. */
async function counted(work: (turn: () => number) => Promise<void>): Promise<void> {
  let turn = 0
  let running = true
  const count = () => {
    turn += 1
    if (running) setImmediate(count)
  }
  setImmediate(count)
  await work(() => turn)
  running = false
}

test('what came together begins in its order, each in a turn of its own', async () => {
  const turns = new RequestTurns()
  const begun: [string, number][] = []
  await counted(async (turn) => {
    await new Promise<void>((done) => {
      for (const name of ['first', 'second', 'third']) turns.begin(() => begun.push([name, turn()]))
      turns.begin(() => done())
    })
  })
  expect(begun.map(([name]) => name)).toEqual(['first', 'second', 'third'])
  expect(new Set(begun.map(([, turn]) => turn)).size).toBe(3)
})

test('all that one does without waiting for anything outside is over before the next begins', async () => {
  const turns = new RequestTurns()
  const told: string[] = []
  await new Promise<void>((done) => {
    turns.begin(async () => {
      for (let step = 1; step <= 3; step += 1) {
        await Promise.resolve()
        told.push(`first ${step}`)
      }
    })
    turns.begin(() => {
      told.push('second')
      done()
    })
  })
  expect(told).toEqual(['first 1', 'first 2', 'first 3', 'second'])
})

test('one that comes later begins as well', async () => {
  const turns = new RequestTurns()
  const told: string[] = []
  turns.begin(() => told.push('early'))
  await nextTurn()
  await nextTurn()
  turns.begin(() => told.push('late'))
  await nextTurn()
  await nextTurn()
  expect(told).toEqual(['early', 'late'])
})
