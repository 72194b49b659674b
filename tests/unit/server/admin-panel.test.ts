import { describe, expect, test } from 'vitest'
import { byUrgency, type StationSeen, stationState } from '@/cms/admin/fleet/station-state'
import { siteTime } from '@/cms/admin/site/site-times'
import { senField } from '@/cms/collections/fields'
import { startOfSiteDay } from '@/lib/domain/rules/site-day'

describe('money', () => {
  test('a price keeps its floor on the server', () => {
    const field = senField('price', { min: 0, required: true }) as unknown as {
      validate(value: unknown, asked: { req: { i18n: { language: string } } }): unknown
    }
    const validate = (value: unknown) => field.validate(value, { req: { i18n: { language: 'en' } } })
    expect([validate(0), validate(2500)]).toEqual([true, true])
    for (const bad of [-1, 2.5, 'ten', 2_000_000_000, null]) expect(validate(bad)).toEqual(expect.any(String))
  })
})

describe("the site's clock", () => {
  test('is the one times are shown by, with its zone', () => {
    expect(siteTime('2026-01-15T16:30:00.000Z', 'Asia/Kuala_Lumpur', 'en-MY')).toEqual({
      time: '16 Jan 2026, 00:30',
      zone: 'GMT+8',
    })
  })

  test.each([
    ['2026-01-15T16:30:00.000Z', 'Asia/Kuala_Lumpur', '2026-01-15T16:00:00.000Z'],
    ['2026-01-15T15:59:59.999Z', 'Asia/Kuala_Lumpur', '2026-01-14T16:00:00.000Z'],
    // The clocks went forward at two in the morning, and back at three.
    ['2026-03-29T10:00:00.000Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25T10:00:00.000Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ])('at %s the day in %s began at %s', (now, zone, began) =>
    expect(new Date(startOfSiteDay(Date.parse(now), zone)).toISOString()).toBe(began),
  )
})

describe('the fleet', () => {
  const now = Date.parse('2026-01-15T10:00:00Z')
  const seen = (name: string, secondsAgo: number | null, behind = 0, waiting = 0): StationSeen => ({
    name,
    lastSeenAt: secondsAgo === null ? null : new Date(now - secondsAgo * 1000).toISOString(),
    behind,
    waiting,
  })

  test('problems come first, the longest silent before the others', () => {
    const stations = [
      seen('well', 20),
      seen('new', null),
      seen('sending', 20, 0, 3),
      seen('late', 30, 12, 2),
      { ...seen('shaky', 20), recoveries: 3 },
      seen('quiet', 200),
      seen('gone', 90_000, 5),
    ]
    const sorted = stations.toSorted(byUrgency(now))
    expect(sorted.map((station) => [station.name, stationState(station, now)])).toEqual([
      ['gone', 'silent'],
      ['quiet', 'silent'],
      ['late', 'behind'],
      ['sending', 'waiting'],
      ['shaky', 'recovered'],
      ['new', 'never'],
      ['well', 'current'],
    ])
  })

  test('one missed report is no alarm', () => expect(stationState(seen('bay', 100), now)).toBe('current'))
})
