import type { Command } from '@/lib/domain'
import {
  type FeedBatch,
  type Journal,
  MemoryJournal,
  type Outbox,
  type SyncConfig,
  SyncManager,
} from '@/lib/sync/engine'
import { FakeClock } from '../../support/fake-clock'
import { FakeServer } from '../../support/fake-server'

/** One engine before a fake server, with every batch it delivered. */
export function rig(
  options: { config?: Partial<SyncConfig>; journal?: Journal; outbox?: Outbox; random?: () => number } = {},
) {
  const clock = new FakeClock()
  const random = options.random ?? (() => 0.5)
  const server = new FakeServer(clock, random)
  const urls: string[] = []
  const engine = new SyncManager({
    serverUrl: 'http://server.test',
    journal: options.journal ?? new MemoryJournal(10_000),
    outbox: options.outbox,
    config: options.config,
    clock,
    random,
    fetch: server.fetch,
    eventSourceFactory: (url) => {
      urls.push(url)
      return server.eventSourceFactory(url)
    },
  })
  const batches: FeedBatch[] = []
  engine.subscribe((batch) => batches.push(batch))
  return {
    clock,
    server,
    engine,
    batches,
    /** Addresses of the streams that were opened. */
    urls,
    documents: () => new Map(engine.state().documents.map((each) => [`${each.kind}:${each.key}`, each.document])),
    /** Connection states in the order in which the screen learned them, without repeats. */
    states: () => {
      const names = batches.flatMap((batch) => batch.status?.connectionState ?? [])
      return names.filter((name, index) => name !== names[index - 1])
    },
    async connected() {
      await engine.start()
      await clock.advance(1_000)
    },
  }
}

/** An order that was taken at the desk. */
export function createCommand(): Command {
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const rest = { queue: 'regular', customer: null, customerNotes: '', discount: 0, takenAs: null } as const
  return {
    id: crypto.randomUUID(),
    type: 'order.create',
    issuedAt: '2026-01-15T10:00:00Z',
    payload: { plate: 'WXY 1234', vehicleType: 'sedan', services, ...rest },
  }
}
