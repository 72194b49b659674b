import { describe, expect, it } from 'vitest'
import { FencedStorage } from '@/lib/sync/tabs'
import { here, onTestBrowser, openTab, openVip, pass, send } from './tabs-rig'
import type { TestTab } from './tabs-support'

onTestBrowser()

describe('tabs of one origin', () => {
  it('hold one stream between them, and all of them are live', async () => {
    const tabs: TestTab[] = []
    for (let at = 0; at < 10; at++) tabs.push(await openTab(`tab-${at}`))
    const [leader] = tabs as [TestTab]
    leader.factory.lastInstance.simulateEvent('connected')
    await pass()
    const sent = await send(leader, 3)
    expect(here.browser.streams).toBe(1)
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
    expect(here.browser.streams).toBe(1)
  })

  it('are led by another when the engine of the first cannot start, and by the first when it can', async () => {
    const broken = here.browser.open('broken')
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
    expect(here.browser.streams).toBe(1)
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
    const first = here.browser.open('first')
    void first.engine.start()
    first.engine.connect({ orderID: 'A-1' })
    await pass()
    expect(first.factory.lastInstance.query.get('orderID')).toBe('A-1')
    first.factory.lastInstance.simulateEvent('connected')
    const second = here.browser.open('second')
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
    expect(here.browser.server.commands.map(({ id }) => id)).toEqual([command.id])
  })

  it('end the stream when no tab wants it any more', async () => {
    const first = await openTab('first')
    const second = await openTab('second')
    first.factory.lastInstance.simulateEvent('connected')
    await pass()
    first.engine.disconnect()
    await pass()
    expect(here.browser.streams).toBe(1)
    second.engine.disconnect()
    await pass()
    expect(here.browser.streams).toBe(0)
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
