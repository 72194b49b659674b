// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { CATALOGUE, CURRENT, makeSite, toDocuments } from '@/renderer/fixtures/site'

const SINCE = '2026-01-15T10:05:00.000Z'
beforeEach(() => vi.useFakeTimers({ now: Date.parse(SINCE) }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** The freshness line of a station whose site goes by `timeZone`. */
async function staleSince(timeZone: string): Promise<string | null> {
  const status = { ...CURRENT, freshness: { kind: 'stale', since: SINCE, cause: 'server_unreachable' } } as const
  const source = new FixtureSource(toDocuments(makeSite({ now: Date.parse(SINCE) })), status)
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
