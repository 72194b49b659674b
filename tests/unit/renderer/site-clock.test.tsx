// @vitest-environment happy-dom

import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changesOf } from '@/lib/domain'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { CATALOGUE, CURRENT, makeSite } from '@/renderer/fixtures/site'

const SINCE = '2026-01-15T10:05:00.000Z'
beforeEach(() => vi.useFakeTimers({ now: Date.parse(SINCE) }))
afterEach(cleanup)

/** The freshness line of a station whose site goes by `timeZone`. */
async function staleSince(timeZone: string): Promise<string | null> {
  const status = { ...CURRENT, freshness: { kind: 'stale', since: SINCE, cause: 'server_unreachable' } } as const
  const source = new FixtureSource(changesOf(makeSite({ now: Date.parse(SINCE) })), status)
  const host = makeFixtureHost({ catalogue: async () => ({ ...CATALOGUE, timeZone }) })
  const view = render(<Station source={source} host={host} settings={SETTINGS} />)
  await act(() => vi.advanceTimersByTimeAsync(0))
  const line = view.getByLabelText('How fresh this screen is').textContent
  view.unmount()
  return line
}

test('every time on the station is the site’s, whatever zone the machine is in', async () => {
  expect(await staleSince('Asia/Kuala_Lumpur')).toBe('Stale since 18:05')
  expect(await staleSince('Asia/Kolkata')).toBe('Stale since 15:35')
})

/** A station whose machine is `ahead` ms behind the server. */
function stationBehind(ahead: number) {
  const source = new FixtureSource(changesOf(makeSite({ now: Date.parse(SINCE) })), {
    ...CURRENT,
    clockOffset: ahead,
  })
  return render(
    <Station source={source} host={makeFixtureHost({})} settings={{ ...SETTINGS, role: 'bay', bayId: 'bay-1' }} />,
  )
}

test('timers go by the server’s clock, and a machine that is far from it is told so once', async () => {
  const exact = stationBehind(0)
  await act(() => vi.advanceTimersByTimeAsync(0))
  const [elapsed] = exact.getAllByRole('timer').map(({ textContent }) => textContent)
  expect(exact.queryByText(/clock is/)).toBeNull()
  exact.unmount()

  const behind = stationBehind(5 * 60_000)
  await act(() => vi.advanceTimersByTimeAsync(0))
  const [later] = behind.getAllByRole('timer').map(({ textContent }) => textContent)
  expect(seconds(later) - seconds(elapsed)).toBe(300)
  expect(behind.getByText(/This machine’s clock is 5 mins off/)).toBeTruthy()
  await act(() => vi.advanceTimersByTimeAsync(15_000))
  expect(behind.queryByText(/clock is/)).toBeNull()
})

const seconds = (timer: string | null | undefined) => {
  const [minutes = 0, rest = 0] = (/\d+:\d\d/.exec(timer ?? '')?.[0] ?? '').split(':').map(Number)
  return minutes * 60 + rest
}
