import { beforeEach, describe, expect, it } from 'vitest'
import { here, onTestBrowser, openTab, openVip, pass, startTab } from './tabs-rig'
import { TestBrowser, type TestTab } from './tabs-support'

onTestBrowser()

describe('one outbox for all tabs', () => {
  beforeEach(() => {
    here.browser = new TestBrowser({ disk: true })
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
    expect(here.browser.server.commands).toEqual([])
    await pass(12_000)
    second.factory.lastInstance.simulateEvent('connected')
    await pass(1_000)
    expect(here.browser.server.commands.map(({ id }) => id)).toEqual([command.id])
    expect(await here.browser.outbox?.pending()).toEqual([])
  })

  it('has what a dead tab left when another begins, in order and before anything new', async () => {
    const left = [openVip(), openVip()]
    for (const command of left) await here.browser.outbox?.add(command)
    const tab = await startTab('tab')
    expect(tab.engine.state().pending).toEqual(left)
    expect(tab.engine.status()).toMatchObject({ pendingCommands: 2, commandsKept: 'durable' })
    const next = openVip()
    await tab.engine.send(next)
    tab.engine.connect({})
    await pass(1_000)
    expect(here.browser.server.commands.map(({ id }) => id)).toEqual([...left, next].map(({ id }) => id))
    expect(tab.engine.state().pending).toEqual([])
  })

  it('tells a follower what waits and what no longer does', async () => {
    const command = openVip()
    await here.browser.outbox?.add(command)
    const first = await startTab('first')
    const second = await startTab('second')
    expect(second.engine.state().pending).toEqual([command])
    first.engine.connect({})
    await pass(1_000)
    expect(here.browser.server.commands).toHaveLength(1)
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
  const sent = () => here.browser.server.commands.map(({ id }) => id)

  beforeEach(() => {
    here.browser = new TestBrowser({ disk: true })
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
    expect(await here.browser.outbox?.pending()).toEqual([])
  })
})

it('a follower whose browser can store nothing more hands its command to the leader all the same', async () => {
  here.browser = new TestBrowser({ disk: true })
  const first = await startTab('first')
  const second = await startTab('second')
  const { outbox } = here.browser
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
    here.browser = new TestBrowser({ disk: true })
    here.browser.server.refusal = 'not now'
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
    expect(await here.browser.outbox?.refused()).toEqual([])
    await pass(20_000)
    expect(refusedIn(second)).toEqual([])
  })
})
