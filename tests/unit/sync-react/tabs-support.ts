import type { Command } from '@/lib/domain'
import {
  type CommandsKept,
  type FeedState,
  IDLE_STATUS,
  MemoryOutbox,
  type Outbox,
  SharedEngine,
  type SyncEngine,
  SyncManager,
} from '@/lib/sync/engine'
import { MemoryJournal } from '@/lib/sync/journal/memory'
import { idleMetrics } from '@/lib/sync/metrics/idle'
import { HandoverJournal, type TabChannel, type TabMessage } from '@/lib/sync/tabs'
import { createTestEventSource, TestServer } from '@/lib/sync/testing'

/** One browser with many tabs, in memory: its locks, its channel, and a server that all tabs reach. */
export class TestBrowser {
  readonly server = new TestServer()
  /** The one outbox of all tabs, where the browser has a disk. */
  readonly outbox: Outbox | undefined
  readonly #tabs = new Set<TestTab>()
  readonly #queue: { tab: string; grant: () => Promise<void>; signal?: AbortSignal }[] = []
  #holder: { depose: () => void } | null = null

  constructor({ disk = false } = {}) {
    this.outbox = disk ? new DiskOutbox() : undefined
  }

  readonly locks = {
    request: (_name: string, options: LockOptions, hold: () => Promise<void>) =>
      new Promise<void>((resolve, reject) => {
        const deposed = () => reject(new DOMException('The lock was stolen', 'AbortError'))
        const entry = {
          tab: '',
          signal: options.signal,
          grant: async () => {
            const holder = { depose: deposed }
            this.#holder = holder
            await hold()
            resolve()
            if (this.#holder === holder) this.#next()
          },
        }
        options.signal?.addEventListener('abort', deposed)
        if (options.steal) {
          this.#holder?.depose()
          void entry.grant()
        } else {
          this.#queue.push(entry)
          if (!this.#holder) this.#next()
        }
      }),
  } as unknown as Pick<LockManager, 'request'>

  open(id: string): TestTab {
    const tab = new TestTab(id, this)
    this.#tabs.add(tab)
    return tab
  }

  close(tab: TestTab): void {
    this.#tabs.delete(tab)
  }

  carry(message: TabMessage): void {
    for (const tab of this.#tabs) {
      if (tab.id !== message.from) queueMicrotask(() => tab.hear(structuredClone(message)))
    }
  }

  get streams(): number {
    return [...this.#tabs].reduce((sum, tab) => sum + tab.openStreams, 0)
  }

  #next(): void {
    this.#holder = null
    const next = this.#queue.shift()
    if (!next) return
    if (next.signal?.aborted) this.#next()
    else void next.grant()
  }
}

/** What all tabs of a browser find the same, and find again. */
class DiskOutbox extends MemoryOutbox {
  override readonly kept: CommandsKept = 'durable'

  override async add(command: Command): Promise<void> {
    await super.add(structuredClone(command))
  }
}

class BrokenJournal extends MemoryJournal {
  override async open(): Promise<never> {
    throw new Error('no disk')
  }
}

export class TestTab {
  readonly id: string
  readonly engine: SyncEngine
  readonly factory
  /** Ids of events in the order the page heard them. */
  readonly heard: string[] = []
  /** Ids of events that the page was told are acknowledged. */
  readonly acknowledged: string[] = []
  /** Ids of commands in the order the page was told that they wait. */
  readonly waiting: string[] = []
  readonly #outbox: Outbox | undefined
  /** A tab that hangs hears and says nothing, and keeps its lock. */
  hung = false
  /** Its engine cannot open its journal. */
  broken = false
  #listener: (message: TabMessage) => void = () => {}

  constructor(id: string, browser: TestBrowser) {
    this.id = id
    this.factory = createTestEventSource(browser.server)
    this.#outbox = browser.outbox
    const channel: TabChannel = {
      post: (message) => this.hung || browser.carry(message),
      listen: (listener) => {
        this.#listener = listener
      },
      close: () => browser.close(this),
    }
    this.engine = new SharedEngine({
      id,
      name: 'test',
      locks: browser.locks,
      openChannel: () => channel,
      createEngine: (handover) => this.#ownEngine(handover),
      outbox: browser.outbox,
      idle: { status: IDLE_STATUS, metrics: idleMetrics('2026-01-15T10:30:00Z') },
      eventHistoryLimit: 100,
      random: () => 0,
    })
    this.engine.subscribe(({ events, acknowledged = [], waiting = [] }) => {
      this.heard.push(...events.map((event) => event.id))
      this.acknowledged.push(...acknowledged)
      this.waiting.push(...waiting.map(({ id }) => id))
    })
  }

  hear(message: TabMessage): void {
    if (!this.hung) this.#listener(message)
  }

  get openStreams(): number {
    return this.factory.instances.filter((stream) => stream.readyState !== 2).length
  }

  #ownEngine(handover: FeedState | null): SyncManager {
    const journal = this.broken ? new BrokenJournal() : new MemoryJournal()
    return new SyncManager({
      serverUrl: '',
      journal: handover ? new HandoverJournal(journal, handover) : journal,
      outbox: this.#outbox,
      config: { autoConnect: false },
      eventSourceFactory: this.factory,
      fetch: this.factory.fetch,
      scheduleFrame: (run) => {
        const timer = setTimeout(run, 1)
        return () => clearTimeout(timer)
      },
    })
  }
}
