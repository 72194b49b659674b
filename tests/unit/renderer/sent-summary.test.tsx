// @vitest-environment happy-dom

import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changesOf, type SyncEvent } from '@/lib/domain'
import type { SyncStatus } from '@/lib/sync/engine'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { CURRENT, makeSite } from '@/renderer/fixtures/site'
import { sampleRefused, sampleWaiting } from '@/renderer/fixtures/unsettled'

const NOW = Date.parse('2026-01-15T10:00:00Z')
const site = makeSite({ now: NOW })
const waiting = sampleWaiting(site, NOW)
const stale: SyncStatus = {
  ...CURRENT,
  freshness: { kind: 'stale', since: new Date(NOW).toISOString(), cause: 'server_unreachable' },
  pendingCommands: waiting.length,
}

beforeEach(() => vi.useFakeTimers({ now: NOW }))
afterEach(cleanup)

async function openAway() {
  const source = new FixtureSource(changesOf(site), stale, [], waiting)
  const settings = { ...SETTINGS, role: 'cashier' as const, bayId: null, language: 'en' as const }
  const view = render(<Station source={source} host={makeFixtureHost({ settings })} settings={settings} />)
  const pass = () => act(() => vi.advanceTimersByTimeAsync(50))
  await pass()
  return { source, view, pass }
}

/** An event of an order as it comes when the stream is back. */
function eventOf(seq: number, orderID: string): SyncEvent {
  const order = site.orders.find((each) => each.orderID === orderID)
  if (!order) throw new Error(`no order ${orderID}`)
  const data = {
    previousStatus: order.overallStatus,
    newStatus: order.overallStatus,
    changed: ['customerNotes'],
    order,
  }
  const timestamp = new Date(NOW).toISOString()
  return {
    id: `event_demo_${seq}`,
    eventType: 'status_update',
    orderID,
    tenantId: 'main',
    timestamp,
    actor: 'user:9',
    data,
  }
}
const metadata = {
  receivedAt: new Date(NOW).toISOString(),
  processed: true,
  acknowledged: false,
  source: 'sse',
} as const

test('after a time without the server: what was sent, what others changed, and what needs a look', async () => {
  const { source, view, pass } = await openAway()
  const own = waiting.flatMap(({ payload }) => ('orderID' in payload ? [payload.orderID] : []))
  const others = site.orders.filter(({ orderID }) => !own.includes(orderID)).slice(0, 2)
  const told = [...own, ...others.map(({ orderID }) => orderID)].map((orderID, at) => eventOf(101 + at, orderID))
  await act(async () => {
    source.push({
      events: told.map((event) => ({ ...event, metadata })),
      status: { ...stale, freshness: { kind: 'catching_up', behind: 3 } },
    })
  })
  expect(view.queryByText(/have been sent/)).toBeNull()
  const [refused] = sampleRefused(site, NOW)
  await act(async () => {
    source.push({
      status: { ...CURRENT, pendingCommands: 0 },
      refused: refused ? [refused] : [],
      commandResults: waiting.map(({ id }) => ({ id, status: 'applied' as const, seq: 100 })),
    })
  })
  await pass()
  expect(
    view.getByText('3 actions have been sent. 2 other cars have changed meanwhile. Needs attention (1)'),
  ).toBeTruthy()
})

test('one or two late taps are not worth a word', async () => {
  const source = new FixtureSource(changesOf(site), { ...stale, pendingCommands: 1 }, [], waiting.slice(0, 1))
  const settings = { ...SETTINGS, role: 'cashier' as const, bayId: null, language: 'en' as const }
  const view = render(<Station source={source} host={makeFixtureHost({ settings })} settings={settings} />)
  await act(() => vi.advanceTimersByTimeAsync(50))
  await act(async () => {
    source.push({ status: CURRENT, commandResults: [{ id: waiting[0]?.id ?? '', status: 'applied', seq: 100 }] })
  })
  await act(() => vi.advanceTimersByTimeAsync(50))
  expect(view.queryByText(/been sent/)).toBeNull()
})
