// @vitest-environment happy-dom
import { act, cleanup, render, renderHook, waitFor } from '@testing-library/react'
import { startTransition, useEffect, useLayoutEffect, useState } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  STORAGE_KEYS,
  useBaysSync,
  useConnectionHealth,
  useEventAcknowledgment,
  useOrderStageChange,
  useOrderSync,
  usePollingFallback,
  useQueueSync,
  useSyncManager,
  useWashingBaySync,
} from '@/lib/sync'
import type { SyncClient } from '@/lib/sync/react/client/sync-client'
import { ClientWatch, connected, provider } from './support'

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Page() {
  const { events, connectionState, isLoading } = useSyncManager()
  const { status } = useConnectionHealth()
  return <p>{`${connectionState} ${status} ${isLoading} ${events.map(({ orderID }) => orderID).join()}`}</p>
}

describe('hydration', () => {
  it('finds the server’s picture, though this browser has kept another, and shows that one after', async () => {
    const now = new Date().toISOString()
    const metadata = { receivedAt: now, processed: true, acknowledged: false, source: 'sse' }
    const kept = { id: 'event_x', eventType: 'stage_change', data: {}, orderID: 'A-1', timestamp: now, metadata }
    const state = { events: [kept], configuration: {}, connectionMetrics: {}, lastEventId: null, version: '1.0.0' }
    localStorage.setItem(STORAGE_KEYS.SYNC_STATE, JSON.stringify(state))
    const { factory, wrapper: Wrapper } = provider(undefined, { enablePersistence: true })
    const page = (
      <Wrapper>
        <Page />
      </Wrapper>
    )
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = renderToString(page)
    expect(container.textContent).toBe('disconnected disconnected true ')
    const complaints = vi.spyOn(console, 'error')
    const recovered = vi.fn()
    const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: recovered }))
    await connected(factory)
    await waitFor(() => expect(container.textContent).toBe('connected healthy false A-1,'))
    expect(recovered).not.toHaveBeenCalled()
    expect(complaints).not.toHaveBeenCalled()
    act(() => root.unmount())
  })
})

/** Takes long enough that React lets events in between two of these; tells of every picture that is committed. */
function SlowCount({ onCommit }: { readonly onCommit: () => void }) {
  const { events } = useSyncManager()
  const end = performance.now() + 2
  while (performance.now() < end);
  useLayoutEffect(onCommit)
  return <i>{events.filter(({ eventType }) => eventType === 'status_update').length}</i>
}

function SlowList({ onCommit, onShow }: { onCommit: () => void; onShow: (show: (count: number) => void) => void }) {
  const [count, setCount] = useState(0)
  useEffect(() => onShow(setCount), [onShow])
  return Array.from({ length: count }, (_, at) => at).map((at) => <SlowCount key={at} onCommit={onCommit} />)
}

describe('concurrent rendering', () => {
  it('never shows two states of the stream in one picture', async () => {
    const container = document.body.appendChild(document.createElement('div'))
    const counts = () => [...container.querySelectorAll('i')].map((each) => each.textContent)
    const pictures: string[][] = []
    const look = () => void pictures.push([...new Set(counts())] as string[])
    let show: (count: number) => void = () => {}
    const onShow = (setter: typeof show) => {
      show = setter
    }
    const { factory, wrapper: Wrapper } = provider()
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
    const root = createRoot(container)
    root.render(
      <Wrapper>
        <SlowList onCommit={look} onShow={onShow} />
      </Wrapper>,
    )
    const stream = await vi.waitFor(() => factory.lastInstance, 10_000)
    stream.simulateEvent('connected')
    for (let round = 1; round <= 5; round++) {
      startTransition(() => show(round * 10))
      for (let at = 0; at < 10; at++) {
        // Lets React work on a part of the list.
        await new Promise((resolve) => setTimeout(resolve, 3))
        stream.simulateEvent('status_update', {}, 'A-1')
      }
    }
    await vi.waitFor(() => expect(counts()).toEqual(Array(50).fill('50')), 10_000)
    expect(new Set(pictures.flat()).size).toBeGreaterThan(2)
    expect(pictures.filter((shown) => shown.length > 1)).toEqual([])
    root.unmount()
    vi.unstubAllGlobals()
  })
})

/** Uses everything that leaves something with the client while it is mounted. */
function Everything() {
  const { connect, disconnect, registerPollingCallback, unregisterPollingCallback } = useSyncManager({ orderID: 'A-1' })
  useOrderSync('A-1', () => {})
  useOrderStageChange('A-1', () => {})
  useQueueSync()
  useBaysSync()
  useWashingBaySync('bay-1')
  useEventAcknowledgment()
  usePollingFallback(() => {})
  useEffect(() => {
    connect({ orderID: 'A-1' })
    const id = registerPollingCallback(() => {})
    return () => {
      unregisterPollingCallback(id)
      disconnect()
    }
  }, [connect, disconnect, registerPollingCallback, unregisterPollingCallback])
  return null
}

describe('a thousand mounts', () => {
  it('leave nothing with the client, and the stream as it was', async () => {
    const { factory, wrapper: Wrapper } = provider()
    let client: SyncClient | undefined
    const look = (found: SyncClient | undefined) => {
      client = found
    }
    const page = (mounted: boolean) => (
      <Wrapper>
        <ClientWatch onClient={look} />
        {mounted && <Everything />}
      </Wrapper>
    )
    const view = render(page(false))
    await connected(factory)
    const sizes = () => [client?.listenerCount, client?.callbacks.size, client?.polling.size, client?.shares.size]
    const before = sizes()
    view.rerender(page(true))
    expect(sizes()).not.toEqual(before)
    for (let round = 0; round < 1_000; round++) {
      view.rerender(page(false))
      view.rerender(page(true))
    }
    view.rerender(page(false))
    await act(async () => {})
    expect(sizes()).toEqual(before)
    expect(factory.instances.filter(({ readyState }) => readyState !== 2)).toHaveLength(1)
    expect(factory.instances.length).toBeLessThan(4)
  }, 60_000)
})

describe('the functions of every hook', () => {
  it('stay the same, render after render', async () => {
    const { factory, wrapper } = provider()
    const { result, rerender } = renderHook(
      () => {
        const { updateQueue } = useQueueSync()
        const { acknowledgeEvent, acknowledgeAll, acknowledgeByType } = useEventAcknowledgment()
        return { updateQueue, acknowledgeEvent, acknowledgeAll, acknowledgeByType }
      },
      { wrapper },
    )
    const before = result.current
    const stream = await connected(factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    rerender()
    expect(result.current).toEqual(before)
  })
})
