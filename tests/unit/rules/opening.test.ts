import { expect, test } from 'vitest'
import { closesInMs } from '@/lib/domain'

const HOUR = 3_600_000
const at = (time: string) => Date.parse(`2026-01-15T${time}:00+08:00`)
const left = (opensAt: string | null, closesAt: string | null, time: string) => {
  const ms = closesInMs({ opensAt, closesAt }, at(time), 'Asia/Kuala_Lumpur')
  return ms === null ? null : ms / HOUR
}

test('a site tells how long it is still open, and 0 while it is closed', () => {
  expect(left('09:00', '18:30', '17:00')).toBe(1.5)
  expect(left('09:00', '18:30', '18:30')).toBe(0)
  expect(left('09:00', '18:30', '23:59')).toBe(0)
  expect(left('09:00', '18:30', '08:59')).toBe(0)
  expect(left('09:00', '18:30', '09:00')).toBe(9.5)
})

test('it may close after midnight', () => {
  expect(left('10:00', '02:00', '23:00')).toBe(3)
  expect(left('10:00', '02:00', '01:00')).toBe(1)
  expect(left('10:00', '02:00', '02:00')).toBe(0)
  expect(left('10:00', '02:00', '09:00')).toBe(0)
})

test('without an opening time the day begins at midnight; without a closing time it has no end', () => {
  expect(left(null, '18:00', '06:00')).toBe(12)
  expect(left(null, '18:00', '19:00')).toBe(0)
  expect(left('09:00', null, '23:00')).toBeNull()
  // Open around the clock.
  expect(left('08:00', '08:00', '07:00')).toBe(1)
})
