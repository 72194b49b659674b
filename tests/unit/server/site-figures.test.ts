import { expect, test } from 'vitest'
import { foldBays, foldQueues, foldStations } from '@/cms/site/site-figures'

const NOW = Date.parse('2026-01-15T09:00:00.000Z')
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString()

test('cars of all queues are counted, and the one that waits longest is known', () => {
  const entry = (minutesAgo: number) => ({ orderID: `AX-${minutesAgo}`, enteredAt: at(minutesAgo) })
  expect(foldQueues([{ entries: [entry(4), entry(9)] }, { entries: [entry(12)] }, { entries: [] }])).toEqual({
    cars: 3,
    since: at(12),
  })
  expect(foldQueues([{ entries: [] }])).toEqual({ cars: 0, since: null })
})

test('bays are busy with an order, and out of service by their state', () => {
  expect(
    foldBays([
      { status: 'occupied', orderID: 'AX-1' },
      { status: 'available', orderID: null },
      { status: 'out_of_service', orderID: null },
    ]),
  ).toEqual({ all: 3, busy: 1, out: 1 })
})

test.each([
  ['none', [], { all: 0, silent: 0, behind: 0, silentSince: null }],
  [
    'one silent, one behind, one with actions to send, one well',
    [
      { name: 'a', lastSeenAt: at(9) },
      { name: 'b', lastSeenAt: at(1), behind: 4 },
      { name: 'c', lastSeenAt: at(1), waiting: 2 },
      { name: 'd', lastSeenAt: at(1) },
    ],
    { all: 4, silent: 1, behind: 2, silentSince: null },
  ],
  [
    'all that ever reported are silent: since the last one did',
    [
      { name: 'a', lastSeenAt: at(90) },
      { name: 'b', lastSeenAt: at(30) },
      { name: 'never', lastSeenAt: null },
    ],
    { all: 3, silent: 2, behind: 0, silentSince: at(30) },
  ],
  [
    'none has reported yet: that is no silence',
    [{ name: 'never', lastSeenAt: null }],
    { all: 1, silent: 0, behind: 0, silentSince: null },
  ],
])('stations: %s', (_, stations, expected) => {
  expect(foldStations(stations, NOW)).toEqual(expected)
})
