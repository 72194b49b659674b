// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { STORAGE_KEYS, useSyncManager } from '@/lib/sync'
import { idleMetrics } from '@/lib/sync/engine'
import { exportFeed } from '@/lib/sync/feed/feed-file'
import { exportState, importState } from '@/lib/sync/react/client/state-file'
import type { SyncClient } from '@/lib/sync/react/client/sync-client'
import { importedEvents } from '@/main/exchange/sync-state'
import { EMPTY_FEED } from '@/main/sync/empty-feed'
import { storedEvent } from '../../support/journal-conformance'
import { sampleOrder } from '../../support/sample-documents'
import { ClientWatch, connected, provider } from './support'

/** One state on its way between a station, a web client and a browser's storage. */
beforeEach(() => localStorage.clear())
afterEach(cleanup)

const NOW = Date.now()
const receivedAt = new Date(NOW - 60_000).toISOString()
const events = [1, 2, 3].map((seq) => {
  const event = storedEvent(seq, sampleOrder(`AX-20260115-000${seq}`), 'test')
  return { ...event, metadata: { ...event.metadata, receivedAt, acknowledged: seq === 2 } }
})
const stationExport = (recentEvents: typeof events) =>
  exportFeed({ ...EMPTY_FEED, recentEvents }, idleMetrics(receivedAt), NOW)
const eventsOf = (text: string) => JSON.stringify(JSON.parse(text).events)

function Shown() {
  return (
    <p data-testid="shown">
      {useSyncManager()
        .events.map(({ orderID }) => orderID ?? '')
        .join()}
    </p>
  )
}

it('a station’s export is shown by a web client, and comes back to the station byte for byte', async () => {
  let client: SyncClient | undefined
  const { factory, wrapper: Wrapper } = provider()
  const look = (found: SyncClient | undefined) => {
    client = found
  }
  render(
    <Wrapper>
      <ClientWatch onClient={look} />
      <Shown />
    </Wrapper>,
  )
  await connected(factory)
  const fromStation = stationExport(events)
  act(() => importState(client as SyncClient, fromStation))
  for (const { orderID } of events) expect(screen.getByTestId('shown').textContent).toContain(orderID)

  const fromWeb = exportState(client as SyncClient)
  // The one thing an import changes: where the events are from.
  expect(eventsOf(fromWeb)).toBe(eventsOf(fromStation).replaceAll('"source":"sse"', '"source":"manual"'))
  expect(JSON.parse(fromWeb).version).toBe('1.0.0')
  const back = stationExport(importedEvents(fromWeb) as typeof events)
  expect(eventsOf(back)).toBe(eventsOf(fromWeb))
})

it('a station’s export under the documented key is what a web client starts from and writes again', async () => {
  const text = stationExport(events)
  localStorage.setItem(STORAGE_KEYS.SYNC_STATE, text)
  const { factory, wrapper: Wrapper } = provider(undefined, { enablePersistence: true })
  render(
    <Wrapper>
      <Shown />
    </Wrapper>,
  )
  await waitFor(() => expect(screen.getByTestId('shown').textContent).toContain('AX-20260115-0003'))
  await connected(factory)
  await waitFor(() => expect(localStorage.getItem(STORAGE_KEYS.SYNC_STATE)).not.toBe(text))
  expect(eventsOf(localStorage.getItem(STORAGE_KEYS.SYNC_STATE) ?? '')).toBe(eventsOf(text))
})
