import { beforeEach, vi } from 'vitest'
import { commandSchema } from '@/lib/domain'
import { TestBrowser, type TestTab } from './tabs-support'

/** The browser of each test; one that is made anew takes its place. */
export const here = {} as { browser: TestBrowser }

/** Gives each test of the file a browser on a clock that stands still. */
export function onTestBrowser(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    here.browser = new TestBrowser()
  })
}

export const pass = (milliseconds = 10) => vi.advanceTimersByTimeAsync(milliseconds)

export async function openTab(id: string): Promise<TestTab> {
  const tab = await startTab(id)
  tab.engine.connect({})
  await pass()
  return tab
}

/** A tab that has not connected, so that nothing it holds is sent yet. */
export async function startTab(id: string): Promise<TestTab> {
  const tab = here.browser.open(id)
  void tab.engine.start()
  await pass()
  return tab
}

export const openVip = () =>
  commandSchema.parse({
    id: crypto.randomUUID(),
    issuedAt: new Date().toISOString(),
    type: 'queue.open',
    payload: { queue: 'vip' },
  })

/** Sends events over the leader's stream; returns their ids. */
export async function send(leader: TestTab, count: number): Promise<string[]> {
  const before = here.browser.server.head
  for (let at = 0; at < count; at++) leader.factory.lastInstance.simulateEvent('stage_change', {}, `A-${at + 1}`)
  await pass()
  return here.browser.server.log.slice(before).map((event) => event.id)
}
