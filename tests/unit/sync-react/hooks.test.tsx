// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type SyncEvent,
  useAutoRefresh,
  useDashboardSync,
  useEventAcknowledgment,
  useEventTypeSync,
  useOptimisticUpdates,
  useOrderPolling,
  usePollingFallback,
  useSyncManager,
} from '@/lib/sync'
import { connected, provider } from './support'

let test: ReturnType<typeof provider>
beforeEach(() => {
  test = provider()
})
afterEach(cleanup)

const settle = () => act(async () => {})

function Witness({ see }: { readonly see: (events: readonly SyncEvent[]) => void }) {
  see(useSyncManager().events)
  return null
}

/** The provider with a neighbour that reads every event: what it has seen has reached the component under test too. */
function witnessed() {
  let events: readonly SyncEvent[] = []
  const see = (seen: readonly SyncEvent[]) => {
    events = seen
  }
  return {
    seen: () => events,
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <test.wrapper>
        {children}
        <Witness see={see} />
      </test.wrapper>
    ),
  }
}

describe('the list of events', () => {
  it('shows frames, and never lets them crowd out business events', async () => {
    const { result } = renderHook(() => useSyncManager(), { wrapper: test.wrapper })
    const stream = await connected(test.factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    for (let beat = 0; beat < 300; beat++) await act(async () => stream.simulateEvent('heartbeat'))
    await waitFor(() => expect(result.current.events.some((event) => event.eventType === 'heartbeat')).toBe(true))
    expect(result.current.events.filter((event) => event.eventType === 'stage_change')).toHaveLength(1)
    expect(result.current.events.length).toBeLessThan(10)
  })

  it('keeps the newest of the documented hundred', async () => {
    const { result } = renderHook(() => useSyncManager(), { wrapper: test.wrapper })
    const stream = await connected(test.factory)
    await act(async () => {
      for (let at = 1; at <= 150; at++) stream.simulateEvent('status_update', {}, `A-${at}`)
    })
    const business = () => result.current.events.filter((event) => event.eventType === 'status_update')
    await waitFor(() => expect(business().at(-1)?.orderID).toBe('A-150'))
    expect(business()).toHaveLength(100)
    expect(business()[0]?.orderID).toBe('A-51')
  })

  it('can be cleared', async () => {
    const { result } = renderHook(() => useSyncManager(), { wrapper: test.wrapper })
    await connected(test.factory)
    await waitFor(() => expect(result.current.events).not.toHaveLength(0))
    act(() => result.current.clearEventHistory())
    expect(result.current.events).toHaveLength(0)
  })
})

describe('renders', () => {
  it('come only from what a component reads', async () => {
    const witness = witnessed()
    let renders = 0
    renderHook(
      () => {
        renders++
        return useSyncManager().isConnected
      },
      { wrapper: witness.wrapper },
    )
    const stream = await connected(test.factory)
    await settle()
    const before = renders
    await act(async () => {
      for (let at = 0; at < 20; at++) stream.simulateEvent('status_update', {}, 'A-1')
      stream.simulateEvent('heartbeat')
    })
    await waitFor(() => expect(witness.seen().filter(({ orderID }) => orderID === 'A-1')).toHaveLength(20))
    expect(renders).toBe(before)
  })

  it('do not come from other orders', async () => {
    const witness = witnessed()
    let renders = 0
    const { result } = renderHook(
      () => {
        renders++
        return useSyncManager({ orderID: 'A-1', eventTypes: ['status_update'] }).events
      },
      { wrapper: witness.wrapper },
    )
    const stream = await connected(test.factory)
    await act(async () => stream.simulateEvent('status_update', {}, 'A-1'))
    await waitFor(() => expect(result.current).toHaveLength(1))
    const before = renders
    await act(async () => stream.simulateEvent('status_update', {}, 'B-2'))
    await waitFor(() => expect(witness.seen().some(({ orderID }) => orderID === 'B-2')).toBe(true))
    expect(renders).toBe(before)
  })

  it('leave nothing behind after a thousand mounts', async () => {
    const keep = renderHook(() => useSyncManager(), { wrapper: test.wrapper })
    const stream = await connected(test.factory)
    const calls = vi.fn()
    for (let round = 0; round < 1_000; round++) {
      const view = renderHook(
        () => {
          useEventTypeSync(['stage_change'], calls)
          useDashboardSync(calls)
        },
        { wrapper: test.wrapper },
      )
      view.unmount()
    }
    await settle()
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(keep.result.current.events.at(-1)?.eventType).toBe('stage_change'))
    expect(calls).not.toHaveBeenCalled()
  }, 60_000)
})

describe('callbacks', () => {
  it('of one component failing stop neither the others nor the stream', async () => {
    const seen: (string | undefined)[] = []
    const failures = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { result } = renderHook(() => useSyncManager(), { wrapper: test.wrapper })
    act(() => {
      result.current.subscribe(() => {
        throw new Error('a page’s mistake')
      })
      result.current.subscribeToOrder('A-1', (event) => seen.push(event.orderID))
      result.current.subscribeToEventType('payment_update', (event) => seen.push(event.eventType))
    })
    const stream = await connected(test.factory)
    await act(async () => {
      stream.simulateEvent('payment_update', {}, 'B-2')
      stream.simulateEvent('stage_change', {}, 'A-1')
    })
    await waitFor(() => expect(seen).toEqual(['payment_update', 'A-1']))
    expect(failures).toHaveBeenCalled()
    expect(result.current.isConnected).toBe(true)
    failures.mockRestore()
  })

  it('of useAutoRefresh wait until the order is quiet', async () => {
    const refresh = vi.fn()
    renderHook(() => useAutoRefresh('A-1', refresh, { debounceMs: 60 }), { wrapper: test.wrapper })
    const stream = await connected(test.factory)
    for (let at = 0; at < 5; at++) await act(async () => stream.simulateEvent('status_update', {}, 'A-1'))
    expect(refresh).not.toHaveBeenCalled()
    await waitFor(() => expect(refresh).toHaveBeenCalledTimes(1))
  })

  it('of useDashboardSync come once for a burst and once more after it', async () => {
    const refresh = vi.fn()
    renderHook(() => useDashboardSync(refresh), { wrapper: test.wrapper })
    const stream = await connected(test.factory)
    await act(async () => {
      for (let at = 0; at < 200; at++) stream.simulateEvent('order_created', {}, `A-${at}`)
    })
    await waitFor(() => expect(refresh).toHaveBeenCalledTimes(1))
    await waitFor(() => expect(refresh).toHaveBeenCalledTimes(2), { timeout: 3_000 })
  })

  it('for polling run while polling stands in, and then no more', async () => {
    const poll = vi.fn()
    const fetchOrder = vi.fn()
    const { result } = renderHook(
      () => {
        usePollingFallback(poll, 1_000)
        useOrderPolling('A-1', fetchOrder)
        return useSyncManager()
      },
      { wrapper: test.wrapper },
    )
    await connected(test.factory)
    expect(poll).not.toHaveBeenCalled()
    act(() => result.current.startPolling())
    await waitFor(() => expect(poll).toHaveBeenCalledTimes(1))
    expect(fetchOrder).toHaveBeenCalledWith('A-1')
    await waitFor(() => expect(result.current.isPollingFallback).toBe(true))
    expect(result.current.nextSseRetryAt).toEqual(expect.any(String))
    act(() => result.current.stopPolling())
    await waitFor(() => expect(test.factory.instances).toHaveLength(2))
    await connected(test.factory)
    await waitFor(() => expect(result.current.isPollingFallback).toBe(false))
    const calls = poll.mock.calls.length
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(poll).toHaveBeenCalledTimes(calls)
  })

  it('brings events and the documented note of a poll into the list', async () => {
    test = provider(undefined, { initialConfig: { pollingInterval: 100 } })
    const { result } = renderHook(() => useSyncManager(), { wrapper: test.wrapper })
    const stream = await connected(test.factory)
    act(() => result.current.startPolling())
    await waitFor(() => expect(result.current.isPollingFallback).toBe(true))
    stream.simulateEvent('stage_change', {}, 'A-1')
    const types = () => result.current.events.map((event) => event.eventType)
    await waitFor(() => expect(types()).toContain('polling_data_refresh'))
    expect(types()).toContain('stage_change')
  })
})

describe('changing the configuration', () => {
  it('goes on from the same cursor, with what was known', async () => {
    const { result } = renderHook(() => useSyncManager(), { wrapper: test.wrapper })
    const stream = await connected(test.factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(result.current.events.at(-1)?.orderID).toBe('A-1'))
    await act(async () => result.current.updateConfiguration({ reconnectDelay: 2_000 }))
    await waitFor(() => expect(test.factory.instances).toHaveLength(2))
    expect(stream.readyState).toBe(2)
    expect(test.factory.lastInstance.query.get('lastEventId')).toBe('event_test_1')
    expect(result.current.configuration.reconnectDelay).toBe(2_000)
    expect(result.current.events.filter(({ orderID }) => orderID === 'A-1')).toHaveLength(1)
    await act(async () => result.current.updateConfiguration({ reconnectDelay: 2_000 }))
    expect(test.factory.instances).toHaveLength(2)
  })
})

describe('acknowledgement', () => {
  it('is kept per event, by type and for all', async () => {
    const { result } = renderHook(() => useEventAcknowledgment(), { wrapper: test.wrapper })
    expect(result.current.unacknowledgedCount).toBe(0)
    const stream = await connected(test.factory)
    await act(async () => {
      stream.simulateEvent('stage_change', {}, 'A-1')
      stream.simulateEvent('payment_update', {}, 'A-1')
      stream.simulateEvent('status_update', {}, 'A-1')
    })
    await waitFor(() => expect(result.current.unacknowledgedCount).toBe(3))
    act(() => result.current.acknowledgeEvent(result.current.unacknowledgedEvents[0]?.id ?? ''))
    expect(result.current.unacknowledgedCount).toBe(2)
    act(() => result.current.acknowledgeByType('payment_update'))
    expect(result.current.unacknowledgedEvents.map((event) => event.eventType)).toEqual(['status_update'])
    act(() => result.current.acknowledgeAll())
    expect(result.current.unacknowledgedCount).toBe(0)
  })
})

describe('optimistic updates', () => {
  const update = (id: string, data: number) => ({ id, data: { data } }) as unknown as SyncEvent
  const add = (total: number, event: SyncEvent) => total + Number(event.data.data)

  it('are shown at once, taken back one by one, and survive new data below them', () => {
    const { result, rerender } = renderHook(({ base }) => useOptimisticUpdates(base, add), {
      wrapper: test.wrapper,
      initialProps: { base: 10 },
    })
    act(() => result.current.applyOptimisticUpdate(update('a', 1)))
    act(() => result.current.applyOptimisticUpdate(update('b', 5)))
    expect(result.current.data).toBe(16)
    act(() => result.current.rollbackUpdate('a'))
    expect(result.current.data).toBe(15)
    rerender({ base: 20 })
    expect(result.current.data).toBe(25)
    expect(result.current.hasPendingUpdates).toBe(true)
    act(() => result.current.clearOptimisticUpdates())
    expect(result.current).toMatchObject({ data: 20, hasPendingUpdates: false })
  })
})
