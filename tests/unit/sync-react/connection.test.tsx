// @vitest-environment happy-dom
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode, useEffect } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SyncManagerProvider, useConnectionHealth, useOrderSync, useSyncManager } from '@/lib/sync'
import { createTestEventSource } from '@/lib/sync/testing'
import { connected, provider } from './support'

afterEach(cleanup)

describe('the provider', () => {
  it('connects by itself and shows the documented states', async () => {
    const { factory, wrapper } = provider()
    const { result } = renderHook(() => useSyncManager(), { wrapper })
    expect(result.current.connectionState).toBe('disconnected')
    await waitFor(() => expect(result.current.connectionState).toBe('connecting'))
    await connected(factory)
    expect(result.current.connectionState).toBe('connected')
    expect(result.current.isConnected).toBe(true)
  })

  it('does not connect by itself with autoConnect off', async () => {
    const { factory, wrapper } = provider(undefined, { initialConfig: { autoConnect: false } })
    const { result } = renderHook(() => useSyncManager(), { wrapper })
    await act(async () => {})
    expect(factory.instances).toHaveLength(0)
    act(() => result.current.connect())
    await waitFor(() => expect(factory.instances).toHaveLength(1))
  })

  it('throws the documented text where a hook stands outside it', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(() => useSyncManager())).toThrow(
      'useSyncManagerContext must be used within a SyncManagerProvider',
    )
  })

  it('renders on a server what a browser first renders', () => {
    const { wrapper: Wrapper } = provider()
    expect(
      renderToString(
        <Wrapper>
          <FirstPage />
        </Wrapper>,
      ),
    ).toBe('<p>disconnected 0 true</p>')
  })

  it('opens one stream under StrictMode and closes it on unmount', async () => {
    const factory = createTestEventSource()
    const { unmount } = render(
      <StrictMode>
        <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
          <Health />
        </SyncManagerProvider>
      </StrictMode>,
    )
    const stream = await connected(factory)
    expect(screen.getByTestId('health').textContent).toBe('healthy')
    expect(factory.instances).toHaveLength(1)
    unmount()
    await waitFor(() => expect(stream.readyState).toBe(2))
  })
})

function FirstPage() {
  const { connectionState, events, isLoading } = useSyncManager()
  return <p>{`${connectionState} ${events.length} ${isLoading}`}</p>
}

function OrderPage({ orderID }: { orderID: string }) {
  const { connect, disconnect, events } = useSyncManager()
  useEffect(() => {
    connect({ orderID })
    return () => disconnect()
  }, [orderID, connect, disconnect])
  const business = events.filter((event) => event.eventType === 'stage_change')
  return <p data-testid={orderID}>{business.map((event) => event.orderID).join()}</p>
}

function Health() {
  return <p data-testid="health">{useConnectionHealth().status}</p>
}

describe('connect and disconnect', () => {
  it('settles when called in an effect that depends on it', async () => {
    let renders = 0
    const { factory, wrapper } = provider()
    renderHook(
      () => {
        renders++
        const { connect } = useSyncManager()
        useEffect(() => connect(), [connect])
      },
      { wrapper },
    )
    await connected(factory)
    expect(renders).toBeLessThan(4)
    expect(factory.instances).toHaveLength(1)
  })

  it('shares one stream between two orders and never flaps it', async () => {
    const factory = createTestEventSource()
    const page = (...orders: string[]) => (
      <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
        {orders.map((orderID, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place keeps its component while its order changes
          <OrderPage key={place} orderID={orderID} />
        ))}
      </SyncManagerProvider>
    )
    const { rerender } = render(page('A-1', 'B-2'))
    const stream = await connected(factory)
    expect(stream.query.get('orderID')).toBeNull()
    await act(async () => {
      stream.simulateEvent('stage_change', {}, 'A-1')
      stream.simulateEvent('stage_change', {}, 'B-2')
    })
    await waitFor(() => expect(screen.getByTestId('A-1').textContent).toBe('A-1'))
    expect(screen.getByTestId('B-2').textContent).toBe('B-2')

    rerender(page('C-3', 'B-2'))
    rerender(page('C-3'))
    rerender(page('D-4'))
    await act(async () => {})
    expect(factory.instances).toHaveLength(1)
    expect(stream.readyState).toBe(1)
  })

  it('asks for one order alone when one component does', async () => {
    const { factory, wrapper } = provider()
    renderHook(
      () => {
        const { connect } = useSyncManager()
        useEffect(() => connect({ orderID: 'A-1' }), [connect])
      },
      { wrapper },
    )
    const stream = await connected(factory)
    expect(stream.query.get('orderID')).toBe('A-1')
  })

  it('widens the stream for a hook that follows another order', async () => {
    const { factory, wrapper } = provider(undefined, { initialConfig: { orderID: 'A-1' } })
    const { rerender } = renderHook(({ orderID }) => useOrderSync(orderID), {
      wrapper,
      initialProps: { orderID: 'A-1' },
    })
    const first = await connected(factory)
    expect(first.query.get('orderID')).toBe('A-1')
    rerender({ orderID: 'B-2' })
    await waitFor(() => expect(factory.instances).toHaveLength(2))
    expect(factory.lastInstance.query.get('orderID')).toBeNull()
    expect(first.readyState).toBe(1)
    await connected(factory)
    expect(first.readyState).toBe(2)
  })

  it('ends the stream when a component that never connected asks for it', async () => {
    const { factory, wrapper } = provider()
    const { result } = renderHook(() => useSyncManager(), { wrapper })
    const stream = await connected(factory)
    act(() => result.current.disconnect())
    await waitFor(() => expect(stream.readyState).toBe(2))
    await waitFor(() => expect(result.current.connectionState).toBe('disconnected'))
  })

  it('keeps the same functions for as long as the component lives', async () => {
    const { factory, wrapper } = provider()
    const { result } = renderHook(() => useSyncManager(), { wrapper })
    const before = { ...result.current }
    await connected(factory)
    for (const [name, value] of Object.entries(result.current)) {
      if (typeof value === 'function') expect(before[name as keyof typeof before]).toBe(value)
    }
  })
})
