import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SyncEngine } from '@/lib/sync/engine'
import type { WebEngineOptions } from '@/lib/sync/react/client/plain-engine'
import { createTestEventSource, TestServer } from '@/lib/sync/testing'
import { MemoryStorage } from '../../support/memory-storage'

/** What a page begins with, over real locks and channels: it is live by itself, and the rest is brought under it. */

const KEY = 'ax-billing-sync-state'
let server: TestServer
let storage: MemoryStorage
let name = 0
let engines: SyncEngine[] = []

beforeEach(() => {
  vi.resetModules()
  server = new TestServer()
  storage = new MemoryStorage()
  name += 1
  vi.stubGlobal('window', Object.assign(new EventTarget(), { localStorage: storage }))
})
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.stop()))
  engines = []
  vi.doUnmock('@/lib/sync/react/client/whole-engine')
  vi.unstubAllGlobals()
})

const kept = () => JSON.parse(storage.getItem(KEY) ?? 'null')
const notes: string[] = []

/** A page of its own: nothing has been brought to it yet. */
async function openPage(more: Partial<WebEngineOptions> = {}) {
  vi.resetModules()
  const { createWebEngine } = await import('@/lib/sync/react/client/web-engine')
  const factory = createTestEventSource(server)
  const engine = createWebEngine({
    ...{
      tenantId: null,
      configuration: {},
      handover: null,
      nudge: () => {},
      restored: () => {},
      links: { name: null },
    },
    log: ({ message }) => notes.push(message),
    ...{ enablePersistence: true, eventSourceFactory: factory, serverUrl: `http://site-${name}.test`, shareTabs: true },
    ...more,
  })
  engines.push(engine)
  const heard: string[] = []
  engine.subscribe(({ events }) => heard.push(...events.map(({ id }) => id)))
  const started = engine.start()
  engine.connect()
  return { engine, factory, heard, started }
}

/** The same, with its stream opened. */
async function livePage(more: Partial<WebEngineOptions> = {}) {
  const page = await openPage(more)
  await vi.waitFor(() => expect(page.factory.instances.length).toBeGreaterThan(0))
  page.factory.lastInstance.simulateEvent('connected')
  return page
}

const change = ({ factory }: { factory: ReturnType<typeof createTestEventSource> }) =>
  factory.lastInstance.simulateEvent('stage_change', {}, 'A-1')

describe('the first engine of a page', () => {
  it('keeps what came before it could keep, and shares its stream, which stays the same', async () => {
    const page = await livePage()
    change(page)
    await vi.waitFor(() => expect(kept()?.events).toHaveLength(1))
    change(page)
    await vi.waitFor(() => expect(kept()?.lastEventId).toBe('event_test_2'))
    const other = await openPage()
    await other.started
    change(page)
    await vi.waitFor(() => expect(other.heard).toEqual(['event_test_3']))
    expect(page.heard).toEqual(['event_test_1', 'event_test_2', 'event_test_3'])
    expect([page.factory.instances.length, other.factory.instances.length]).toEqual([1, 0])
    await page.engine.stop()
    await vi.waitFor(() => expect(other.factory.lastInstance.query.get('lastEventId')).toBe('event_test_3'))
  })

  it('shares with another tab as soon as that is there, live or not', async () => {
    const page = await openPage()
    await page.started
    const other = await openPage()
    await other.started
    page.factory.lastInstance.simulateEvent('connected')
    change(page)
    await vi.waitFor(() => expect(other.heard).toEqual(['event_test_1']))
    expect(other.factory.instances).toHaveLength(0)
  })

  it('follows another that has taken the lead from it', async () => {
    const page = await openPage()
    await vi.waitFor(() => expect(page.factory.instances).toHaveLength(1))
    const thief = new AbortController()
    const stolen = navigator.locks.request(
      `${KEY} http://site-${name}.test `,
      { steal: true },
      () => new Promise<void>((end) => thief.signal.addEventListener('abort', () => end())),
    )
    await vi.waitFor(() => expect(page.factory.lastInstance.readyState).toBe(2))
    thief.abort()
    await stolen
    await vi.waitFor(() => expect(page.factory.instances).toHaveLength(2))
    page.factory.lastInstance.simulateEvent('connected')
    change(page)
    await vi.waitFor(() => expect(page.heard).toEqual(['event_test_1']))
  })

  it('goes on alone where the rest does not come, and asks for it again', async () => {
    let tries = 0
    vi.doMock('@/lib/sync/react/client/whole-engine', async (original) => {
      tries += 1
      if (tries < 3) throw new Error('not there')
      return original()
    })
    const page = await livePage()
    await vi.waitFor(() => {
      change(page)
      expect(kept()?.events.length).toBeGreaterThan(1)
    })
    await vi.waitFor(() => expect(page.heard).toHaveLength(server.head))
    expect(page.factory.instances).toHaveLength(1)
  })

  it('begins with the rest where something is kept, for an account, and with a picture', async () => {
    const first = await livePage()
    change(first)
    await vi.waitFor(() => expect(kept()?.events).toHaveLength(1))
    await first.engine.stop()
    const again = await livePage()
    expect(again.factory.lastInstance.query.get('lastEventId')).toBe('event_test_1')
    expect((await again.started).recentEvents.map(({ id }) => id)).toEqual(['event_test_1'])
  })

  it('has nothing brought where nothing is shared and nothing kept', async () => {
    vi.doMock('@/lib/sync/react/client/whole-engine', () => {
      throw new Error('asked for')
    })
    const page = await livePage({ enablePersistence: false, shareTabs: false })
    change(page)
    await vi.waitFor(() => expect(page.heard).toHaveLength(1))
    expect(storage.writes).toBe(0)
  })
})
