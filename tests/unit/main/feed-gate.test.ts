import { describe, expect, test } from 'vitest'
import type { CommandResult, FeedBatch, FeedState, FrameEvent } from '@/lib/sync/engine'
import { mergeBatches } from '@/lib/sync/feed/batch'
import { FeedChannel } from '@/main/ipc/feed-channel'
import { FeedChannels } from '@/main/ipc/feed-channels'
import { EMPTY_FEED } from '@/main/sync/empty-feed'
import { FeedGate, type NumberedBatch } from '@/preload/feed-gate'
import { sampleOrder, sampleStoredEvent } from '@/tests/support/sample-events'

const batch = (seq: number, order = 1): FeedBatch => ({
  replace: false,
  changes: [{ kind: 'order', key: `AX-${order}`, document: sampleOrder(order, { version: seq }) }],
  events: [sampleStoredEvent(seq)],
  status: null,
  commandResults: [],
})

/** Main's channel and the preload's gate joined by queues that the test empties when it likes. */
function joined() {
  const frames: (() => void)[] = []
  const wire: NumberedBatch[] = []
  const afterLoad: (() => void)[] = []
  const seen: FeedBatch[] = []
  const channel = new FeedChannel(
    (numbered) => wire.push(numbered),
    (run) => frames.push(run),
  )
  const gate = new FeedGate(
    (given) => seen.push(given),
    (run) => afterLoad.push(run),
  )
  return {
    channel,
    gate,
    seen,
    wire,
    frame: () => frames.splice(0).forEach((run) => void run()),
    arrive: () => wire.splice(0).forEach((numbered) => void gate.push(numbered)),
    settled: () => afterLoad.splice(0).forEach((run) => void run()),
    seqs: () => seen.flatMap((given) => given.events.map((event) => Number(event.id.split('_')[2]))),
  }
}

const stateAt = (seq: number): FeedState => ({ ...EMPTY_FEED, recentEvents: [sampleStoredEvent(seq)] })

describe('load and pushes', () => {
  test('an answer from before the load comes without the list of refusals as it was then', () => {
    const { channel, gate, seen, frame, arrive, settled } = joined()
    channel.load(stateAt(1))
    const id = '6f9d6a7e-2f0e-4c7c-9a55-000000000001'
    const answer: CommandResult = { id, status: 'rejected', code: 'conflict', message: '', current: null }
    channel.push({ ...batch(2), commandResults: [answer], refused: [{ command: { id } as never, answer }] })
    frame()
    arrive()
    const load = gate.load(async () => channel.load({ ...stateAt(3), refused: [] }))
    return load.then(() => {
      gate.listenersChanged(1)
      settled()
      expect(seen.map(({ commandResults, refused }) => ({ commandResults, refused }))).toEqual([
        { commandResults: [answer], refused: undefined },
      ])
    })
  })

  test('a page that has not loaded is sent nothing', () => {
    const { channel, wire, frame } = joined()
    channel.push(batch(1))
    frame()
    expect(wire).toEqual([])
  })

  test('at most one batch a frame; what comes meanwhile is merged', () => {
    const { channel, wire, frame } = joined()
    channel.load(EMPTY_FEED)
    for (let seq = 1; seq <= 50; seq += 1) channel.push(batch(seq))
    expect(wire).toHaveLength(1)
    frame()
    expect(wire).toHaveLength(2)
    expect(wire[1]?.batch.events).toHaveLength(49)
    expect(wire[1]?.batch.changes).toEqual([
      expect.objectContaining({ document: expect.objectContaining({ version: 50 }) }),
    ])
    frame()
    expect(wire).toHaveLength(2)
  })

  test('batches that overtake the answer of load wait for it', async () => {
    const { channel, gate, arrive, settled, seqs } = joined()
    gate.listenersChanged(1)
    let answer: () => void = () => undefined
    const state = gate.load(
      () =>
        new Promise((resolve) => {
          const loaded = channel.load(stateAt(1))
          answer = () => resolve(loaded)
        }),
    )
    channel.push(batch(2))
    arrive()
    expect(seqs()).toEqual([])
    answer()
    await state
    expect(seqs()).toEqual([])
    settled()
    expect(seqs()).toEqual([2])
  })

  test('batches before the first listener are kept for it', async () => {
    const { channel, gate, arrive, settled, seqs } = joined()
    await gate.load(async () => channel.load(stateAt(1)))
    settled()
    channel.push(batch(2))
    arrive()
    gate.listenersChanged(1)
    expect(seqs()).toEqual([2])
  })

  test('an event that load already gave is not announced again', () => {
    const { channel, wire } = joined()
    channel.load(stateAt(5))
    channel.push({ ...batch(5), events: [sampleStoredEvent(5), sampleStoredEvent(6)] })
    expect(wire[0]?.batch.events.map((event) => event.id)).toEqual(['event_k3f9_6'])
  })

  test('a load that failed leaves the earlier one in force', async () => {
    const { channel, gate, arrive, settled, seqs } = joined()
    gate.listenersChanged(1)
    await gate.load(async () => channel.load(stateAt(1)))
    settled()
    await expect(gate.load(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
    channel.push(batch(2))
    arrive()
    settled()
    expect(seqs()).toEqual([2])
  })

  test('a page that is gone gets nothing until it loads again', () => {
    const { channel, wire, frame } = joined()
    channel.load(EMPTY_FEED)
    channel.push(batch(1))
    channel.push(batch(2))
    channel.stop()
    frame()
    channel.push(batch(3))
    expect(wire).toHaveLength(1)
  })
})

describe('two batches in one', () => {
  test('a replacement takes the place of earlier changes, never of events or results', () => {
    const result = { id: '6f9d6a7e-2f0e-4c7c-9a55-0a4c5e2f1b11', status: 'applied' as const, seq: 1 }
    const merged = mergeBatches({ ...batch(1), commandResults: [result] }, { ...batch(2, 7), replace: true })
    expect(merged.replace).toBe(true)
    expect(merged.changes.map(({ key }) => key)).toEqual(['AX-7'])
    expect(merged.events).toHaveLength(2)
    expect(merged.commandResults).toEqual([result])
  })

  test('changes after a replacement are part of it', () => {
    const merged = mergeBatches({ ...batch(1), replace: true }, batch(2, 7))
    expect(merged.replace).toBe(true)
    expect(merged.changes.map(({ key }) => key)).toEqual(['AX-1', 'AX-7'])
  })
})

describe('answers to commands', () => {
  const answer = (number: number): CommandResult => ({
    id: `6f9d6a7e-2f0e-4c7c-9a55-${String(number).padStart(12, '0')}`,
    status: 'rejected',
    code: 'conflict',
    message: 'changed meanwhile',
    reason: 'command.conflict',
    current: null,
  })
  const answered = (...numbers: number[]): FeedBatch => ({
    replace: false,
    changes: [],
    events: [],
    status: null,
    commandResults: numbers.map(answer),
  })
  const heard = (seen: readonly FeedBatch[]) =>
    seen.flatMap(({ commandResults }) => commandResults.map(({ id }) => Number(id.slice(-12))))

  async function load({ channel, gate, arrive, settled, frame }: ReturnType<typeof joined>, state = EMPTY_FEED) {
    await gate.load(async () => channel.load(state))
    settled()
    arrive()
    frame()
    arrive()
  }

  test('that come while the page loads anew are told once it has, each once', async () => {
    const page = joined()
    page.gate.listenersChanged(1)
    page.channel.push(answered(1))
    await load(page)
    expect(heard(page.seen)).toEqual([1])
    page.channel.push(answered(2))
    // In the frame that is not over yet when the page goes away.
    page.channel.push(answered(3))
    page.channel.stop()
    page.channel.push(answered(4))
    await load(page)
    page.channel.push(answered(5))
    page.frame()
    page.arrive()
    expect(heard(page.seen)).toEqual([1, 2, 3, 4, 5])
  })

  test('in a batch that a second load overtakes are told; what it changed is not told again', async () => {
    const page = joined()
    page.gate.listenersChanged(1)
    await load(page)
    page.channel.push({ ...batch(2), commandResults: [answer(1)] })
    const overtaken = page.wire.splice(0)
    await page.gate.load(async () => page.channel.load(stateAt(2)))
    page.settled()
    for (const numbered of overtaken) page.gate.push(numbered)
    expect(heard(page.seen)).toEqual([1])
    expect(page.seqs()).toEqual([])
  })

  test('that come before there is a page wait for the first', () => {
    const sent: NumberedBatch[] = []
    const page = {
      isDestroyed: () => false,
      send: (_: string, given: NumberedBatch) => sent.push(given),
      on() {},
      once() {},
    }
    const channels = new FeedChannels()
    channels.push(answered(1, 2))
    channels.of(page as never).load(EMPTY_FEED)
    expect(heard(sent.map(({ batch: each }) => each))).toEqual([1, 2])
  })

  test('are bounded: of more than five hundred the newest are kept', async () => {
    const page = joined()
    page.gate.listenersChanged(1)
    for (let number = 1; number <= 600; number += 1) page.channel.push(answered(number))
    await load(page)
    expect(heard(page.seen)).toEqual(Array.from({ length: 500 }, (_, index) => 101 + index))
  })
})

test('merging keeps the frames and the acknowledgements of both', () => {
  const frame = (eventType: 'heartbeat' | 'connected') =>
    ({ ...sampleStoredEvent(1), eventType, data: {} }) as FrameEvent
  const first = { ...batch(1), frames: [frame('connected')], acknowledged: ['event_k3f9_1'] }
  const second = { ...batch(2), frames: [frame('heartbeat')], acknowledged: ['event_k3f9_2'] }
  expect(mergeBatches(first, second)).toMatchObject({
    frames: [{ eventType: 'connected' }, { eventType: 'heartbeat' }],
    acknowledged: ['event_k3f9_1', 'event_k3f9_2'],
  })
  expect(mergeBatches(batch(1), second)).toMatchObject({ frames: second.frames, acknowledged: second.acknowledged })
  expect(mergeBatches(first, batch(2))).toMatchObject({ frames: first.frames, acknowledged: first.acknowledged })
  expect(mergeBatches(batch(1), batch(2))).not.toHaveProperty('frames')
})
