import { expect, test } from 'vitest'
import { Witnesses } from '@/cms/sync/log/witnesses'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

test('whoever says that a log went back is believed, and not again the same day', () => {
  const witnesses = new Witnesses()
  expect(witnesses.believes('main', 'station:desk', 0)).toBe(true)
  for (let now = 0; now < DAY; now += 7 * MINUTE) {
    expect([now, witnesses.believes('main', 'station:desk', now)]).toEqual([now, false])
  }
  expect(witnesses.believes('main', 'station:desk', DAY)).toBe(true)
})

test('a log goes back once in a minute at most, whoever says so; one log says nothing of another', () => {
  const witnesses = new Witnesses()
  expect(witnesses.believes('main', 'station:desk', 0)).toBe(true)
  expect(witnesses.believes('main', 'user:7', MINUTE - 1)).toBe(false)
  expect(witnesses.believes('other', 'station:desk', 1)).toBe(true)
  expect(witnesses.believes('main', 'user:7', MINUTE)).toBe(true)
})

test('who was not believed because of others may be later', () => {
  const witnesses = new Witnesses()
  witnesses.believes('main', 'station:desk', 0)
  witnesses.believes('main', 'user:7', 1)
  expect(witnesses.believes('main', 'user:7', MINUTE)).toBe(true)
})
