import { createHmac } from 'node:crypto'
import type { Payload } from 'payload'
import { expect, test } from 'vitest'
import { KeyGuesses } from '@/cms/access/key-guesses'
import { inMemory } from '@/cms/database'

const HEADER = 'stations API-Key good'
const ADDRESS = '10.0.0.1'

/** Keys in a database that counts how often it is asked; `answer` may be held back. */
function keys() {
  const good = new Set([createHmac('sha256', 'secret').update('good').digest('hex')])
  const asked: string[] = []
  const before: { answer: Promise<void> } = { answer: Promise.resolve() }
  const findOne = async ({ where }: { where: { apiKeyIndex: { equals: string } } }) => {
    asked.push(where.apiKeyIndex.equals)
    const found = good.has(where.apiKeyIndex.equals) ? {} : null
    await before.answer
    return found
  }
  const payload = { secret: 'secret', db: { findOne } } as unknown as Payload
  return { keys: new KeyGuesses(payload, inMemory), good, asked, before }
}

test('a key found good is not looked up again for a while', async () => {
  const { keys: door, asked } = keys()
  for (let times = 0; times < 3; times += 1) expect(await door.judge(HEADER, ADDRESS)).toBe('known')
  expect(asked).toHaveLength(1)
})

test('one that was withdrawn opens nothing from then on', async () => {
  const { keys: door, good } = keys()
  expect(await door.judge(HEADER, ADDRESS)).toBe('known')
  good.clear()
  door.forget()
  expect(await door.judge(HEADER, ADDRESS)).toBe('unknown')
})

test('nor is one kept that was looked up while it was withdrawn', async () => {
  const { keys: door, good, before } = keys()
  let answer = () => {}
  before.answer = new Promise((resolve) => {
    answer = resolve
  })
  const judged = door.judge(HEADER, ADDRESS)
  await new Promise(setImmediate)
  good.clear()
  door.forget()
  answer()
  expect(await judged).toBe('known')
  expect(await door.judge(HEADER, ADDRESS)).toBe('unknown')
})

test('one that opens nothing is looked up each time', async () => {
  const { keys: door, asked } = keys()
  for (let times = 0; times < 2; times += 1) {
    expect(await door.judge('stations API-Key guessed', ADDRESS)).toBe('unknown')
  }
  expect(asked).toHaveLength(2)
})
