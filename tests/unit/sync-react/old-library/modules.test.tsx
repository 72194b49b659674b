// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useEffect, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as sync from '@/lib/sync'
import {
  ConnectionState,
  LogCategory,
  LogLevel,
  logConnection,
  logEvents,
  logPolling,
  logStorage,
  type OrderData,
  SyncManagerProvider,
  SyncUtils,
  syncLogger,
} from '@/lib/sync'
import { createTestEventSource, sampleOrder, type TestEventSourceFactory } from '@/lib/sync/testing'
import * as autoNavigation from '@/lib/sync/useAutoNavigation'
import { useAutoNavigation } from '@/lib/sync/useAutoNavigation'
import * as hooks from '@/lib/sync/useSyncManager'
import useSyncManager, { useAutoRefresh, useConnectionHealth, useOrderSync } from '@/lib/sync/useSyncManager'
import { connected } from '../support'
import { OLD_EXPORTS, OLD_MODULES } from './exports'
import * as page from './types-page'

let factory: TestEventSourceFactory
beforeEach(() => {
  factory = createTestEventSource()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const ORDER = 'AX-20241204-0001'
const mount = (children: ReactNode) =>
  render(
    <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
      {children}
    </SyncManagerProvider>,
  )
const text = (id: string) => screen.getByTestId(id).textContent

describe('what the old library exported', () => {
  it('is 57 names', () => {
    expect(OLD_EXPORTS.values.length + OLD_EXPORTS.types.length).toBe(57)
  })

  it.each(OLD_EXPORTS.values)('has the value %s', (name) => {
    expect(Object.entries(sync).find(([exported]) => exported === name)?.[1]).toBeTruthy()
  })

  it('has every type, in the shape a page makes of it', () => {
    const source = readFileSync('tests/unit/sync-react/old-library/types-page.ts', 'utf8')
    expect(OLD_EXPORTS.types.filter((name) => !source.includes(`type ${name},`))).toEqual([])
    expect(page.isUp(ConnectionState.CONNECTED)).toBe(true)
  })

  it('has its two other modules', () => {
    expect(Object.keys(hooks)).toEqual(expect.arrayContaining([...OLD_MODULES.useSyncManager]))
    expect(Object.keys(autoNavigation)).toEqual([...OLD_MODULES.useAutoNavigation])
    expect(hooks.default).toBe(sync.useSyncManager)
  })
})

/** A page of one order as the old application has them, each stage with its view. */
function OrderView({ orderId, stage, onGo }: { orderId: string; stage: string; onGo: (url: string) => void }) {
  const [orderData, setOrderData] = useState<OrderData | null>(null)
  const { connect, disconnect, connectionState, isConnected } = useSyncManager()
  const { latestEvent } = useOrderSync(orderId, (event) => event.data.order && setOrderData(event.data.order))
  const { isEnabled } = useAutoNavigation(orderId, stage, {
    enabled: true,
    debounceMs: 0,
    onNavigate: (newStage, oldStage) => onGo(`${oldStage} to ${newStage}`),
    navigate: onGo,
  })
  useAutoRefresh(orderId, () => {}, { debounceMs: 10 })
  const { status } = useConnectionHealth()
  useEffect(() => {
    connect({ orderID: orderId })
    return () => disconnect()
  }, [orderId, connect, disconnect])
  return (
    <section>
      <p data-testid="order">
        {orderData ? `${orderData.id} ${orderData.orderStage} ${orderData.paymentStatus}` : 'none'}
      </p>
      <p data-testid="state">{`${connectionState} ${isConnected} ${status} ${isEnabled}`}</p>
      <p data-testid="latest">{latestEvent ? SyncUtils.getEventTypeDisplayName(latestEvent.eventType) : ''}</p>
      <button type="button" onClick={disconnect}>
        Disconnect
      </button>
      <button type="button" onClick={() => connect({ orderID: orderId })}>
        Connect
      </button>
    </section>
  )
}

function Stage() {
  const { order } = sync.useOrderSync(ORDER)
  const { orders } = sync.useOrdersSync()
  return <p data-testid="stage">{`${order?.stage} ${order?.orderStage} ${orders[0]?.orderStage} ${orders[0]?.id}`}</p>
}

function Other() {
  const { connect, connectionState } = useSyncManager()
  useEffect(() => connect(), [connect])
  return <p data-testid="other">{connectionState}</p>
}

const broken = () => {
  throw new Error('not today')
}
function Broken() {
  const { subscribe } = useSyncManager()
  useEffect(() => subscribe(broken, { eventTypes: ['stage_change'] }), [subscribe])
  return null
}

describe('a page that imports from the other modules', () => {
  it('shows an order under its old names and goes where its stage goes', async () => {
    const gone: string[] = []
    factory.server.documents = { orders: [sampleOrder({ orderID: ORDER, stage: 'open' })] }
    mount(<OrderView orderId={ORDER} stage="open" onGo={(url) => gone.push(url)} />)
    const stream = await connected(factory)
    await act(async () => stream.simulateEvent('stage_change', { newStage: 'completed' }, ORDER))
    await waitFor(() => expect(gone).toEqual(['open to completed', `/orders/${ORDER}/completion`]))
    await waitFor(() => expect(text('order')).toMatch(new RegExp(`^${ORDER} \\w+ \\w+$`)))
    await waitFor(() => expect(text('latest')).toBe('Stage Change'))
  })

  it('finds orderStage beside stage in the documents', async () => {
    factory.server.documents = { orders: [sampleOrder({ orderID: ORDER, stage: 'billed' })] }
    mount(<Stage />)
    await connected(factory)
    await waitFor(() => expect(text('stage')).toBe(`billed billed billed ${ORDER}`))
  })
})

describe('disconnect()', () => {
  it('shows disconnected in the same turn, though the stream lingers, and connected again as soon as it is wanted', async () => {
    mount(<OrderView orderId={ORDER} stage="open" onGo={() => {}} />)
    const stream = await connected(factory)
    expect(text('state')).toBe('connected true healthy true')
    act(() => screen.getByRole('button', { name: 'Disconnect' }).click())
    expect(text('state')).toBe('disconnected false disconnected true')
    expect(stream.readyState).toBe(1)
    act(() => screen.getByRole('button', { name: 'Connect' }).click())
    expect(text('state')).toBe('connected true healthy true')
    act(() => screen.getByRole('button', { name: 'Disconnect' }).click())
    await waitFor(() => expect(stream.readyState).toBe(2))
    expect(text('state')).toBe('disconnected false disconnected true')
  })

  it('is shown to the component that asked, while another keeps the stream', async () => {
    mount([<OrderView key="order" orderId={ORDER} stage="open" onGo={() => {}} />, <Other key="other" />])
    await connected(factory)
    act(() => screen.getByRole('button', { name: 'Disconnect' }).click())
    expect(text('state')).toBe('disconnected false healthy true')
    expect(text('other')).toBe('connected')
    act(() => screen.getByRole('button', { name: 'Connect' }).click())
    expect(text('state')).toBe('connected true healthy true')
  })
})

describe('the log', () => {
  it('keeps and says what a page notes, by level and category, with what the engine notes', async () => {
    const said = (['error', 'warn', 'info', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    )
    syncLogger.clearLogs()
    syncLogger.setLevel(LogLevel.INFO)
    logConnection.connecting('/api/v1/sync/events')
    logEvents.received('stage_change', ORDER)
    logPolling.circuitOpen('one')
    logStorage.error('key', new Error('full'))
    expect(said.map((spy) => spy.mock.calls.length)).toEqual([1, 1, 1, 0])
    expect(syncLogger.getLogs(LogCategory.POLLING)).toMatchObject([{ level: LogLevel.WARN, category: 'Polling' }])
    expect(syncLogger.getLogs(undefined, LogLevel.ERROR)).toHaveLength(1)
    mount(<Broken />)
    const stream = await connected(factory)
    await act(async () => stream.simulateEvent('stage_change', {}, ORDER))
    expect(syncLogger.getLogs(LogCategory.GENERAL, LogLevel.ERROR)).toMatchObject([
      { message: 'A callback of this page failed.' },
    ])
    expect(JSON.parse(syncLogger.exportLogs()).length).toBeGreaterThanOrEqual(4)
    expect(LogLevel[syncLogger.getLevel()]).toBe('INFO')
  })
})

describe('SyncUtils', () => {
  it('says times, states and types in words', () => {
    expect([7_525_000, 303_000, 3_999].map(SyncUtils.formatUptime)).toEqual(['2h 5m', '5m 3s', '3s'])
    expect(SyncUtils.calculateUptime(null)).toBe(0)
    expect(SyncUtils.getConnectionStateInfo(ConnectionState.POLLING_FALLBACK).label).toBe('Polling Fallback')
    expect((['qr_generated', 'whatsapp_connected'] as const).map(SyncUtils.getEventTypeDisplayName)).toEqual([
      'QR Generated',
      'WhatsApp Connected',
    ])
    expect(SyncUtils.isEventTypeCritical('payment_update')).toBe(true)
    expect(SyncUtils.generateEventId()).not.toBe(SyncUtils.generateEventId())
    expect(SyncUtils.eventMatchesFilter(page.event, { eventTypes: ['payment_update'] })).toBe(false)
  })
})
