// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { STORAGE_KEYS, useQueueSync, useSyncManager } from '@/lib/sync'
import { createTestEventSource, sampleQueue, TestServer } from '@/lib/sync/testing'
import { MemoryStorage } from '../../support/memory-storage'
import { connected, provider } from './support'

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Puts `storage` in the place of the browser's own. */
function keepIn(storage: MemoryStorage): MemoryStorage {
  vi.stubGlobal('localStorage', storage)
  return storage
}

const saved = () => JSON.parse(localStorage.getItem(STORAGE_KEYS.SYNC_STATE) ?? 'null')
const open = (server = new TestServer()) => provider(createTestEventSource(server), { enablePersistence: true })

describe('a page’s kept state', () => {
  it('brings events and cursor over a reload, and documents by a snapshot', async () => {
    const server = new TestServer()
    server.documents = { queues: [sampleQueue()] }
    const first = open(server)
    const before = renderHook(() => useSyncManager().events, { wrapper: first.wrapper })
    const stream = await connected(first.factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(saved()?.events).toHaveLength(1))
    expect(saved()).toMatchObject({ version: '1.0.0', lastEventId: 'event_test_1' })
    before.unmount()

    const second = open(server)
    const calls = vi.fn()
    const after = renderHook(
      () => {
        const { events, subscribe } = useSyncManager()
        return { events, subscribe, queues: useQueueSync().queues }
      },
      { wrapper: second.wrapper },
    )
    act(() => void after.result.current.subscribe(calls))
    await waitFor(() => expect(after.result.current.events.map((event) => event.orderID)).toEqual(['A-1']))
    await waitFor(() => expect(second.factory.lastInstance.query.get('lastEventId')).toBe('event_test_1'))
    await waitFor(() => expect(after.result.current.queues).toHaveLength(1))
    expect(calls).not.toHaveBeenCalled()
  })

  it('is shown to its own account alone', async () => {
    const server = new TestServer()
    const openAs = (account: string) =>
      provider(createTestEventSource(server), { enablePersistence: true, account, shareTabs: false })
    const shown = async (account: string) => {
      const page = openAs(account)
      const { result, unmount } = renderHook(() => useSyncManager().events, { wrapper: page.wrapper })
      await connected(page.factory)
      const orders = () => result.current.flatMap(({ orderID }) => orderID ?? [])
      return { page, orders, unmount }
    }
    /** The engine has written its last and closed its stream. */
    const ended = ({ page, unmount }: Awaited<ReturnType<typeof shown>>) => {
      unmount()
      return waitFor(() => expect(page.factory.lastInstance.readyState).toBe(2))
    }
    const first = await shown('user:1')
    await act(async () => first.page.factory.lastInstance.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(saved()?.events).toHaveLength(1))
    await ended(first)
    const again = await shown('user:1')
    await waitFor(() => expect(again.orders()).toEqual(['A-1']))
    await ended(again)
    const second = await shown('user:2')
    expect(second.orders()).toEqual([])
    expect(JSON.stringify(saved()?.events ?? [])).not.toContain('A-1')
  })

  it('is written behind, not per event', async () => {
    const page = open()
    renderHook(() => useSyncManager(), { wrapper: page.wrapper })
    const writes = vi.spyOn(keepIn(new MemoryStorage()), 'setItem')
    const stream = await connected(page.factory)
    await act(async () => {
      for (let at = 0; at < 500; at++) stream.simulateEvent('status_update', {}, 'A-1')
    })
    await waitFor(() => expect(saved()?.lastEventId).toBe('event_test_500'))
    expect(saved().events).toHaveLength(100)
    expect(writes.mock.calls.length).toBeLessThan(20)
  })

  it('of an old client is accepted: its events are shown, its figures go on, its cursor is not trusted', async () => {
    const recently = new Date(Date.now() - 60_000).toISOString()
    const event = {
      id: 'event_1736937000000_x7k2m9qpa',
      eventType: 'stage_change',
      data: { previousStage: 'empty', newStage: 'initiated', order: { orderID: 'ORDER-001' } },
      orderID: 'ORDER-001',
      timestamp: recently,
      metadata: { receivedAt: recently, processed: true, acknowledged: false, source: 'sse' },
    }
    const state = {
      events: [event],
      configuration: { orderID: null, autoReconnect: true, maxReconnectAttempts: 5 },
      lastConnectionTime: recently,
      connectionMetrics: { totalConnections: 3, totalEvents: 15, uptime: 45_000 },
      lastEventId: event.id,
      version: '1.0.0',
    }
    localStorage.setItem(STORAGE_KEYS.SYNC_STATE, JSON.stringify(state))
    const page = open()
    const { result } = renderHook(() => useSyncManager().events, { wrapper: page.wrapper })
    await waitFor(() => expect(result.current.map(({ orderID }) => orderID)).toEqual(['ORDER-001']))
    const stream = await connected(page.factory)
    expect(stream.query.get('lastEventId')).toBe('event_test_0')
    await act(async () => stream.simulateEvent('status_update', {}, 'ORDER-002'))
    await waitFor(() => expect(saved().connectionMetrics).toMatchObject({ totalConnections: 4, totalEvents: 16 }))
    expect(saved().events.map(({ orderID }: { orderID: string }) => orderID)).toEqual(['ORDER-001', 'ORDER-002'])
  })

  it('of a newer version is left untouched, and the page works without it', async () => {
    const foreign = JSON.stringify({ version: '9.0.0', events: [], anything: true })
    localStorage.setItem(STORAGE_KEYS.SYNC_STATE, foreign)
    const page = open()
    const { result } = renderHook(() => useSyncManager(), { wrapper: page.wrapper })
    const stream = await connected(page.factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(result.current.events.at(-1)?.orderID).toBe('A-1'))
    cleanup()
    await act(async () => {})
    expect(localStorage.getItem(STORAGE_KEYS.SYNC_STATE)).toBe(foreign)
  })

  it('is given up where storage is full, and the page goes on', async () => {
    const page = open()
    const { result } = renderHook(() => useSyncManager(), { wrapper: page.wrapper })
    const write = vi.spyOn(keepIn(new MemoryStorage(0)), 'setItem')
    const stream = await connected(page.factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(result.current.events.at(-1)?.orderID).toBe('A-1'))
    await waitFor(() => expect(write).toHaveBeenCalled())
    expect(write).not.toHaveReturned()
    expect(result.current.isConnected).toBe(true)
  })

  it('of each tenant has its own key', async () => {
    const page = open()
    renderHook(() => useSyncManager({ tenantId: 'tenant-2' }).events, { wrapper: page.wrapper })
    await waitFor(() => expect(localStorage.getItem(`${STORAGE_KEYS.SYNC_STATE}:tenant-2`)).not.toBeNull())
  })
})

describe('a page drawn by the server', () => {
  const snapshot = (server: TestServer) => ({
    epoch: 'test',
    head: server.head,
    lastEventId: `event_test_${server.head}`,
    orders: [],
    queues: [sampleQueue()],
    bays: [],
    jobs: [],
    concerns: [],
    shifts: [],
  })
  const queues = () => useQueueSync().queues.map(({ queueId, open }) => `${queueId}:${open}`)

  it('shows the server’s picture in its first render and goes on from its cursor', async () => {
    const server = new TestServer()
    const stranger = createTestEventSource(server)
    stranger('')
    stranger.lastInstance.simulateEvent('queue_update')
    const page = provider(createTestEventSource(server), { initialSnapshot: snapshot(server) })
    const { result } = renderHook(queues, { wrapper: page.wrapper })
    expect(result.current).toEqual(['regular:true'])
    const stream = await connected(page.factory)
    expect(stream.query.get('lastEventId')).toBe('event_test_1')
    await act(async () => stream.simulateEvent('queue_update', { queue: { open: false, version: 2 } }))
    await waitFor(() => expect(result.current).toEqual(['regular:false']))
  })

  it('still asks for the events since an earlier session', async () => {
    const server = new TestServer()
    const first = open(server)
    renderHook(() => useSyncManager().events, { wrapper: first.wrapper })
    const stream = await connected(first.factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(saved()?.lastEventId).toBe('event_test_1'))
    cleanup()
    stream.readyState = 1
    stream.simulateEvent('stage_change', {}, 'A-2')
    const page = provider(createTestEventSource(server), { enablePersistence: true, initialSnapshot: snapshot(server) })
    renderHook(queues, { wrapper: page.wrapper })
    await waitFor(() => expect(page.factory.lastInstance.query.get('lastEventId')).toBe('event_test_1'))
  })
})
