import { beforeEach, describe, expect, it, vi } from 'vitest'
import { commandSchema } from '@/lib/domain'
import { FencedStorage } from '@/lib/sync/tabs'
import { TestBrowser, type TestTab } from './tabs-support'

let browser: TestBrowser
beforeEach(() => {
  vi.useFakeTimers()
  browser = new TestBrowser()
})

const pass = (milliseconds = 10) => vi.advanceTimersByTimeAsync(milliseconds)

async function openTab(id: string): Promise<TestTab> {
  const tab = await startTab(id)
  tab.engine.connect({})
  await pass()
  return tab
}

/** A tab that has not connected, so that nothing it holds is sent yet. */
async function startTab(id: string): Promise<TestTab> {
  const tab = browser.open(id)
  void tab.engine.start()
  await pass()
  return tab
}

const openVip = () =>
  commandSchema.parse({
    id: crypto.randomUUID(),
    issuedAt: new Date().toISOString(),
    type: 'queue.open',
    payload: { queue: 'vip' },
  })

/** Sends events over the leader's stream; returns their ids. */
async function send(leader: TestTab, count: number): Promise<string[]> {
  const before = browser.server.head
  for (let at = 0; at < count; at++) leader.factory.lastInstance.simulateEvent('stage_change', {}, `A-${at + 1}`)
  await pass()
  return browser.server.log.slice(before).map((event) => event.id)
}

describe('tabs of one origin', () => {
  it('hold one stream between them, and all of them are live', async () => {
    const tabs: TestTab[] = []
    for (let at = 0; at < 10; at++) tabs.push(await openTab(`tab-${at}`))
    const [leader] = tabs as [TestTab]
    leader.factory.lastInstance.simulateEvent('connected')
    await pass()
    const sent = await send(leader, 3)
    expect(browser.streams).toBe(1)
    for (const tab of tabs) {
      expect(tab.heard).toEqual(sent)
      expect(tab.engine.status().connectionState).toBe('connected')
      expect(tab.engine.status().freshness.kind).toBe('current')
    }
  })

  it('go on from the same cursor when the leader closes', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    const third = await openTab('third')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    const sent = await send(first, 3)
    await first.engine.stop()
    await pass()
    expect(second.factory.instances).toHaveLength(1)
    expect(second.factory.lastInstance.query.get('lastEventId')).toBe(sent.at(-1))
    second.factory.lastInstance.simulateEvent('connected')
    await pass()
    const later = await send(second, 2)
    expect(second.heard).toEqual([...sent, ...later])
    expect(third.heard).toEqual([...sent, ...later])
    expect(browser.streams).toBe(1)
  })

  it('are led by another when the engine of the first cannot start, and by the first when it can', async () => {
    const broken = browser.open('broken')
    broken.broken = true
    const refused = expect(broken.engine.start()).rejects.toThrow('no disk')
    await pass()
    await refused
    const second = await openTab('second')
    second.factory.lastInstance.simulateEvent('connected')
    await pass(3_000)
    expect(broken.engine.status().connectionState).toBe('connected')
    broken.broken = false
    await second.engine.stop()
    await pass(30_000)
    broken.engine.connect({})
    await pass(1_000)
    broken.factory.lastInstance.simulateEvent('connected')
    await pass()
    expect(broken.engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
  })

  it('say so, and take over, when the leader hangs', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    const sent = await send(first, 2)
    first.hung = true
    await pass(4_500)
    expect(second.engine.status().freshness).toMatchObject({ kind: 'stale', cause: 'silent' })
    await pass(6_000)
    expect(second.factory.lastInstance.query.get('lastEventId')).toBe(sent.at(-1))
    second.factory.lastInstance.simulateEvent('connected')
    await pass()
    const later = await send(second, 1)
    expect(second.heard).toEqual([...sent, ...later])

    first.hung = false
    await pass(5_000)
    expect(browser.streams).toBe(1)
    expect(first.engine.status().connectionState).toBe('connected')
    expect(new Set(first.heard).size).toBe(first.heard.length)
  })

  it('do not depose a healthy leader after a long sleep', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass(600_000)
    expect(second.factory.instances).toHaveLength(0)
  })

  it('ask for the union of what they follow', async () => {
    const first = browser.open('first')
    void first.engine.start()
    first.engine.connect({ orderID: 'A-1' })
    await pass()
    expect(first.factory.lastInstance.query.get('orderID')).toBe('A-1')
    first.factory.lastInstance.simulateEvent('connected')
    const second = browser.open('second')
    void second.engine.start()
    second.engine.connect({ orderID: 'B-2' })
    await pass()
    expect(first.factory.lastInstance.query.get('orderID')).toBeNull()
  })

  it('send a follower’s command through the leader, and again through the next one', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    const command = openVip()
    first.hung = true
    let kept = false
    void second.engine.send(command).then(() => {
      kept = true
    })
    await pass()
    expect(kept).toBe(false)
    await pass(12_000)
    second.factory.lastInstance.simulateEvent('connected')
    await pass(1_000)
    expect(kept).toBe(true)
    expect(browser.server.commands.map(({ id }) => id)).toEqual([command.id])
  })

  it('end the stream when no tab wants it any more', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    first.engine.disconnect()
    await pass()
    expect(browser.streams).toBe(1)
    second.engine.disconnect()
    await pass()
    expect(browser.streams).toBe(0)
  })
})

describe('one outbox for all tabs', () => {
  beforeEach(() => {
    browser = new TestBrowser({ disk: true })
  })

  it('keeps a follower’s command though the leader hangs, and the next leader sends it once', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    first.hung = true
    const command = openVip()
    let kept = false
    void second.engine.send(command).then(() => {
      kept = true
    })
    await pass()
    expect(kept).toBe(true)
    expect(browser.server.commands).toEqual([])
    await pass(12_000)
    second.factory.lastInstance.simulateEvent('connected')
    await pass(1_000)
    expect(browser.server.commands.map(({ id }) => id)).toEqual([command.id])
    expect(await browser.outbox?.pending()).toEqual([])
  })

  it('has what a dead tab left when another begins, in order and before anything new', async () => {
    const left = [openVip(), openVip()]
    for (const command of left) await browser.outbox?.add(command)
    const tab = await startTab('tab')
    expect(tab.engine.state().pending).toEqual(left)
    expect(tab.engine.status()).toMatchObject({ pendingCommands: 2, commandsKept: 'durable' })
    const next = openVip()
    await tab.engine.send(next)
    tab.engine.connect({})
    await pass(1_000)
    expect(browser.server.commands.map(({ id }) => id)).toEqual([...left, next].map(({ id }) => id))
    expect(tab.engine.state().pending).toEqual([])
  })

  it('tells a follower what waits and what no longer does', async () => {
    const command = openVip()
    await browser.outbox?.add(command)
    const first = await startTab('first')
    const second = await startTab('second')
    expect(second.engine.state().pending).toEqual([command])
    first.engine.connect({})
    await pass(1_000)
    expect(browser.server.commands).toHaveLength(1)
    expect(second.engine.state().pending).toEqual([])
  })

  it('shows each of them at once what begins to wait in any, and after a hanging leader what waited meanwhile', async () => {
    const tabs = [await startTab('first'), await startTab('second'), await startTab('third')]
    const sent: string[] = []
    for (const tab of tabs) {
      const command = openVip()
      sent.push(command.id)
      await tab.engine.send(command)
      await pass()
      for (const each of tabs) {
        expect(each.waiting).toEqual(sent)
        expect(each.engine.state().pending?.map(({ id }) => id)).toEqual(sent)
      }
    }
    const [first, second, third] = tabs as [TestTab, TestTab, TestTab]
    first.hung = true
    const last = openVip()
    await third.engine.send(last)
    await pass(20_000)
    expect(new Set(second.waiting)).toEqual(new Set([...sent, last.id]))
    expect(second.engine.state().pending?.map(({ id }) => id)).toEqual([...sent, last.id])
  })
})

describe('what waits can be taken back in any tab', () => {
  const waitingIn = (tab: TestTab) => (tab.engine.state().pending ?? []).map(({ id }) => id)
  const sent = () => browser.server.commands.map(({ id }) => id)

  beforeEach(() => {
    browser = new TestBrowser({ disk: true })
  })

  it('whoever did it, and no tab sends it or shows it any more', async () => {
    const first = await startTab('first')
    const second = await startTab('second')
    const [one, two, three] = [openVip(), openVip(), openVip()]
    await first.engine.send(one)
    await second.engine.send(two)
    await second.engine.send(three)
    await pass(100)
    const third = await startTab('third')
    for (const tab of [first, second, third]) {
      expect(tab.engine.state().unsent).toEqual([one.id, two.id, three.id])
    }
    expect(await second.engine.withdraw([one.id])).toEqual({ status: 'withdrawn' })
    expect(await first.engine.withdraw([two.id])).toEqual({ status: 'withdrawn' })
    expect(await third.engine.withdraw([two.id])).toEqual({ status: 'too_late' })
    await pass(100)
    for (const tab of [first, third]) expect(waitingIn(tab)).toEqual([three.id])
    for (const tab of [first, second, third]) expect(tab.engine.state().unsent).toEqual([three.id])
    first.engine.connect({})
    await pass(1_000)
    expect(sent()).toEqual([three.id])
    expect(await second.engine.withdraw([three.id])).toEqual({ status: 'too_late' })
  })

  it('while the leader hangs too: neither it nor the next one sends what was taken back', async () => {
    const first = await startTab('first')
    const second = await startTab('second')
    const third = await startTab('third')
    first.hung = true
    const command = openVip()
    await second.engine.send(command)
    expect(await third.engine.withdraw([command.id])).toEqual({ status: 'withdrawn' })
    // The leader wakes, and hears first what was asked of it before.
    first.hung = false
    first.hear({ kind: 'command', from: 'second', command, stored: true })
    await pass(100)
    first.hung = true
    for (const tab of [first, second, third]) tab.engine.connect({})
    await pass(30_000)
    for (const tab of [second, third]) tab.factory.lastInstance?.simulateEvent('connected')
    first.hung = false
    await pass(5_000)
    expect(sent()).toEqual([])
    expect(await browser.outbox?.pending()).toEqual([])
  })
})

it('a follower whose browser can store nothing more hands its command to the leader all the same', async () => {
  browser = new TestBrowser({ disk: true })
  const first = await startTab('first')
  const second = await startTab('second')
  const { outbox } = browser
  if (!outbox) throw new Error('no outbox')
  Object.defineProperty(outbox, 'kept', { value: 'memory' })
  outbox.letGo = async () => {
    throw new Error('no disk')
  }
  const command = openVip()
  await second.engine.send(command)
  await pass(100)
  expect(first.engine.state().pending).toEqual([command])
})

describe('what the server refused', () => {
  const refusedIn = (tab: TestTab) => (tab.engine.state().refused ?? []).map(({ command }) => command.id)

  it('stands in every tab until one of them decides, a follower with a hanging leader too', async () => {
    browser = new TestBrowser({ disk: true })
    browser.server.refusal = 'not now'
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    const [one, two] = [openVip(), openVip()]
    await second.engine.send(one)
    await second.engine.send(two)
    await pass(1_000)
    const later = await openTab('later')
    for (const tab of [first, second, later]) expect(refusedIn(tab)).toEqual([one.id, two.id])
    await second.engine.release(one.id, 'mistake')
    await pass(100)
    for (const tab of [first, second, later]) expect(refusedIn(tab)).toEqual([two.id])
    first.hung = true
    await second.engine.release(two.id, 'mistake')
    expect(refusedIn(second)).toEqual([])
    expect(await browser.outbox?.refused()).toEqual([])
    await pass(20_000)
    expect(refusedIn(second)).toEqual([])
  })
})

describe('an acknowledgement', () => {
  it('in one tab holds in all of them, and for a tab that comes later', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    const [one = '', two = '', three = ''] = await send(first, 3)
    second.engine.acknowledge([one])
    await pass(50)
    first.engine.acknowledge([two])
    await pass(50)
    expect(first.acknowledged).toEqual([one, two])
    expect(second.acknowledged).toEqual([one, two])
    const third = await openTab('third')
    const state = third.engine.state().recentEvents.map(({ id, metadata }) => [id, metadata.acknowledged])
    expect(state).toEqual([
      [one, true],
      [two, true],
      [three, false],
    ])
  })

  it('while nobody leads reaches the next leader', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    const third = await openTab('third')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    const [one = ''] = await send(first, 1)
    first.hung = true
    third.engine.acknowledge([one])
    await pass(12_000)
    expect(second.engine.state().recentEvents[0]?.metadata.acknowledged).toBe(true)
  })
})

describe('storage shared by two writers', () => {
  it('takes only the present leader’s writing', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
    const old = new FencedStorage(() => storage, 'leader', 'old')
    const next = new FencedStorage(() => storage, 'leader', 'next')
    old.claim()
    old.setItem('state', 'of old')
    next.claim()
    old.setItem('state', 'of old, woken up late')
    old.removeItem('state')
    expect(next.getItem('state')).toBe('of old')
    next.setItem('state', 'of next')
    expect(kept.get('state')).toBe('of next')
  })
})
