// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SyncDebugPanel, type SyncDebugSource, SyncManagerProvider } from '@/lib/sync'
import { type DebugEvent, type DebugSnapshot, EventWindow } from '@/lib/sync/debug/debug-feed'
import { IDLE_STATUS } from '@/lib/sync/engine'
import { idleMetrics } from '@/lib/sync/metrics/idle'
import { createTestEventSource, type TestEventSourceFactory } from '@/lib/sync/testing'
import { connected } from './support'

let factory: TestEventSourceFactory
beforeEach(() => {
  factory = createTestEventSource()
})
afterEach(() => {
  cleanup()
  vi.unstubAllEnvs()
})

const open = (debug?: boolean) =>
  render(
    <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
      <SyncDebugPanel debug={debug} />
    </SyncManagerProvider>,
  )
const part = (name: string) => within(screen.getByRole('region', { name }))
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click())

describe('the debug panel', () => {
  it('shows state, freshness, history, events, metrics and log', async () => {
    open()
    const stream = await connected(factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(part('Events').getByText('A-1')).toBeTruthy())
    expect(screen.getByRole('status').textContent).toBe('connected')
    expect(screen.getByText('Current')).toBeTruthy()
    expect(part('History').getByText('connecting')).toBeTruthy()
    await waitFor(() => expect(part('Connection').getByText('1 of 1')).toBeTruthy())
    expect(part('Metrics').getByText(/1 of 1 attempts/)).toBeTruthy()
    expect(part('Log').getByText('connecting -> connected')).toBeTruthy()
  })

  it('filters, pauses and inspects events', async () => {
    open()
    const stream = await connected(factory)
    await act(async () => {
      stream.simulateEvent('stage_change', {}, 'A-1')
      stream.simulateEvent('payment_update', {}, 'B-2')
    })
    const events = part('Events')
    await waitFor(() => expect(events.getByText('B-2')).toBeTruthy())
    fireEvent.change(events.getByRole('searchbox'), { target: { value: 'payment' } })
    expect(events.queryByText('A-1')).toBeNull()
    await act(async () => events.getByRole('option', { name: /B-2/ }).click())
    expect(part('Chosen event').getByText(/"paymentStatus"/)).toBeTruthy()
    await press('Pause')
    await act(async () => stream.simulateEvent('payment_update', {}, 'C-3'))
    await waitFor(() => expect(events.getByText(/paused at .*, 1 newer/)).toBeTruthy())
    expect(events.queryByText('C-3')).toBeNull()
    await press('Pause')
    await waitFor(() => expect(events.getByText('C-3')).toBeTruthy())
  })

  it('drops the stream, forces polling, disconnects and reconnects', async () => {
    open()
    const stream = await connected(factory)
    await waitFor(() => expect(screen.getByRole('button', { name: 'Drop SSE' })).toBeTruthy())
    await press('Drop SSE')
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('reconnecting'))
    expect(stream.readyState).toBe(2)
    await press('Force polling')
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('polling_fallback'))
    expect(part('Connection').getByText(/^in /)).toBeTruthy()
    await press('Disconnect')
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('disconnected'))
    await press('Reconnect')
    await connected(factory)
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('connected'))
  })

  it('exports what it can import again, byte for byte, and says why it refuses a file', async () => {
    open()
    const stream = await connected(factory)
    await act(async () => stream.simulateEvent('stage_change', {}, 'A-1'))
    await waitFor(() => expect(part('Events').getByText('A-1')).toBeTruthy())
    let text = ''
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      void (blob as Blob).text().then((read) => {
        text = read
      })
      return 'blob:test'
    })
    await press('Export')
    await waitFor(() =>
      expect(JSON.parse(text || '{}')).toMatchObject({ version: '1.0.0', lastEventId: 'event_test_1' }),
    )

    const { parseState, serialiseState } = await import('@/lib/sync/journal/storage-format')
    const parsed = parseState(text)
    expect(parsed.ok && serialiseState(parsed.state)).toBe(text)

    await press('Clear events')
    await waitFor(() => expect(part('Events').queryByText('A-1')).toBeNull())
    const field = screen.getByLabelText('File to import')
    const choose = (content: string) =>
      act(async () => fireEvent.change(field, { target: { files: [new File([content], 'state.json')] } }))
    await choose(text)
    await waitFor(() => expect(part('Events').getByText('manual')).toBeTruthy())
    await choose('{"not": "ours"}')
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('not a saved AX sync state'))
  })

  it('is not there in production unless it is asked for', () => {
    vi.stubEnv('NODE_ENV', 'production')
    const first = open()
    expect(first.container.textContent).toBe('')
    first.unmount()
    open(true)
    expect(screen.getByRole('region', { name: 'Sync debug panel' })).toBeTruthy()
  })

  it('reads an engine elsewhere through a source, without a provider', async () => {
    const act = vi.fn()
    const source: SyncDebugSource = {
      read: async () => ({
        status: { ...IDLE_STATUS, connectionState: 'polling_fallback', breaker: 'half_open' },
        metrics: idleMetrics('2026-01-15T10:30:00Z'),
        events: [],
        skippedEvents: 0,
        history: [],
        log: [],
        storage: [{ name: 'Journal on disk', bytes: 2_097_152, count: 12 }],
      }),
      subscribe: () => () => {},
      act,
      fileActions: [{ label: 'Write diagnostics file', run: async () => 'Written to /tmp/one.json' }],
    }
    render(<SyncDebugPanel source={source} />)
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('polling_fallback'))
    expect(screen.getByText('half open')).toBeTruthy()
    expect(part('Storage').getByText('12 · 2.0 MB')).toBeTruthy()
    await press('Drop SSE')
    expect(act).toHaveBeenCalledWith('dropStream')
    expect(screen.queryByRole('button', { name: 'Export' })).toBeNull()
    await press('Write diagnostics file')
    await waitFor(() => expect(screen.getByText('Written to /tmp/one.json')).toBeTruthy())
  })

  it('walks events by keyboard, draws only those in sight, and says what it had to leave out', async () => {
    const window = new EventWindow()
    window.add(
      Array.from({ length: 10_000 }, (_, at) => eventOf(at)),
      7,
    )
    render(<SyncDebugPanel source={sourceOf({ events: window.list, skippedEvents: window.skipped })} />)
    const list = await waitFor(() => part('Events').getByRole('listbox'))
    expect(part('Events').getByText('1,000 · 7 came too fast to show')).toBeTruthy()
    expect(within(list).getAllByRole('option').length).toBeLessThan(40)
    const options = () => within(list).getAllByRole('option')
    expect(options()[0]?.getAttribute('aria-setsize')).toBe('1000')
    fireEvent.keyDown(list, { key: 'ArrowDown' })
    fireEvent.keyDown(list, { key: 'ArrowDown' })
    expect(part('Chosen event').getByText('event_test_9998')).toBeTruthy()
    const active = list.getAttribute('aria-activedescendant')
    expect(options().find(({ id }) => id === active)?.textContent).toContain('A-9998')
    fireEvent.keyDown(list, { key: 'Home' })
    expect(part('Chosen event').getByText('event_test_9999')).toBeTruthy()
    fireEvent.keyDown(list, { key: 'Escape' })
    expect(screen.queryByRole('region', { name: 'Chosen event' })).toBeNull()
  })

  it('counts what came during a pause, also over a full list', async () => {
    const window = new EventWindow(10)
    const events = (from: number, count: number) => Array.from({ length: count }, (_, at) => eventOf(from + at))
    window.add(events(0, 10))
    let tell = () => {}
    const source: SyncDebugSource = {
      ...sourceOf({}),
      read: () => ({ ...snapshotOf({}), events: window.list }),
      subscribe: (listener) => {
        tell = listener
        return () => {}
      },
    }
    render(<SyncDebugPanel source={source} />)
    await waitFor(() => expect(part('Events').getByText('A-9')).toBeTruthy())
    await press('Pause')
    window.add(events(10, 4))
    act(() => tell())
    await waitFor(() => expect(part('Events').getByText(/paused at .*, 4 newer/)).toBeTruthy())
    expect(part('Events').queryByText('A-13')).toBeNull()
    await press('Pause')
    await waitFor(() => expect(part('Events').getByText('A-13')).toBeTruthy())
  })

  it('counts down to the breaker’s probe and the next attempt', async () => {
    const soon = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()
    const status = {
      ...IDLE_STATUS,
      connectionState: 'polling_fallback',
      transport: 'polling',
      breaker: 'open',
      breakerProbeAt: soon(20.5),
      nextRetryAt: soon(90.5),
    } as const
    render(<SyncDebugPanel source={sourceOf({ status })} />)
    await waitFor(() => expect(part('Connection').getByText(/^open, probe in 2\d s$/)).toBeTruthy())
    expect(part('Connection').getByText(/^in 1 min 3\d s$/)).toBeTruthy()
  })

  it('says why a source cannot be read', async () => {
    const source = { ...sourceOf({}), read: () => Promise.reject(new Error('pin_needed: This needs the PIN.')) }
    render(<SyncDebugPanel source={source} />)
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('pin_needed'))
  })
})

function eventOf(at: number): DebugEvent {
  return {
    id: `event_test_${at}`,
    eventType: 'stage_change',
    orderID: `A-${at}`,
    timestamp: '2026-01-15T10:30:00.000Z',
    data: {},
    metadata: { receivedAt: '2026-01-15T10:30:00.050Z', source: 'sse' },
  }
}

function sourceOf(given: Partial<DebugSnapshot>): SyncDebugSource {
  return { read: () => snapshotOf(given), subscribe: () => () => {}, act: () => {} }
}

function snapshotOf(given: Partial<DebugSnapshot>): DebugSnapshot {
  return {
    status: IDLE_STATUS,
    metrics: null,
    events: [],
    skippedEvents: 0,
    history: [],
    log: [],
    storage: [],
    ...given,
  }
}
