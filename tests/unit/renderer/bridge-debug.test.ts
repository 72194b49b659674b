import { beforeEach, describe, expect, test } from 'vitest'
import { type DebugUpdate, idleMetrics } from '@/lib/sync/engine'
import { EMPTY_FEED } from '@/main/sync/empty-feed'
import type { Pushes, Replies, RequestName, StationBridge } from '@/preload/contract'
import { bridgeDebugSource } from '@/renderer/hosts/bridge-debug'
import { sampleStoredEvent } from '@/tests/support/sample-events'

const part: DebugUpdate = {
  status: EMPTY_FEED.status,
  metrics: idleMetrics('2026-01-15T10:30:00Z'),
  events: [],
  skippedEvents: 0,
  history: [],
  log: [],
  storage: null,
}

let asked: string[]
let push: ((pushed: Pushes['debug:update']) => void) | null
let answer: (opened: Replies['debug:open']) => void
let source: ReturnType<typeof bridgeDebugSource>

beforeEach(() => {
  asked = []
  push = null
  const bridge: StationBridge = {
    async request<N extends RequestName>(name: N, argument?: unknown): Promise<Replies[N]> {
      asked.push(argument === undefined ? name : `${name} ${argument}`)
      if (name !== 'debug:open') return undefined as Replies[N]
      return new Promise((resolve) => {
        answer = resolve as typeof answer
      })
    },
    on(_, listener) {
      push = listener as typeof push
      return () => {
        push = null
      }
    },
  }
  source = bridgeDebugSource(bridge)
})

const opened = (number: number, ...seqs: number[]) => ({
  number,
  snapshot: { ...part, storage: [], events: seqs.map((seq) => sampleStoredEvent(seq)) },
})
const update = (number: number, ...seqs: number[]) => ({
  number,
  update: { ...part, events: seqs.map((seq) => sampleStoredEvent(seq)) },
})
const seen = async () => (await source.read()).events.map(({ id }) => Number(id.split('_')[2]))

describe('the page’s view of main’s engine', () => {
  test('opens with the first listener and closes with the last', async () => {
    const stops = [source.subscribe(() => {}), source.subscribe(() => {})]
    answer(opened(0))
    await source.read()
    for (const stop of stops) stop()
    expect(asked).toEqual(['debug:open', 'debug:close'])
    expect(push).toBeNull()
  })

  test('joins the snapshot and the pushes, whichever comes first', async () => {
    source.subscribe(() => {})
    push?.(update(4, 3))
    push?.(update(5, 4))
    answer(opened(4, 1, 2, 3))
    expect(await seen()).toEqual([1, 2, 3, 4])
    push?.(update(6, 5))
    push?.(update(6, 6))
    expect(await seen()).toEqual([1, 2, 3, 4, 5])
  })

  test('is closed in main when the page let go of it before the answer came', async () => {
    const stop = source.subscribe(() => {})
    stop()
    answer(opened(0))
    await expect.poll(() => asked).toEqual(['debug:open', 'debug:close'])
  })

  test('clears the page’s list alone, and asks main for everything else', async () => {
    source.subscribe(() => {})
    answer(opened(0, 1, 2))
    expect(await seen()).toEqual([1, 2])
    await source.act('clear')
    expect(await seen()).toEqual([])
    await source.act('forcePolling')
    expect(asked).toEqual(['debug:open', 'debug:act forcePolling'])
  })
})
