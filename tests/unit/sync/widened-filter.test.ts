import { describe, expect, it } from 'vitest'
import { CAR_WASH } from '@/lib/sync/car-wash/domain'
import { DEFAULT_SYNC_CONFIG, type JournalReplacement, type JournalStep, MemoryJournal } from '@/lib/sync/engine'
import { JournalWriter } from '@/lib/sync/intake/journal-writer'
import { DocumentStore } from '@/lib/sync/projection/document-store'
import { FakeClock } from '../../support/fake-clock'
import { storedEvent } from '../../support/journal-conformance'
import { sampleOrder } from '../../support/sample-documents'
import { rig } from './station-rig'

class FullDisk extends MemoryJournal {
  full = true

  override async append(step: JournalStep): Promise<void> {
    if (this.full) throw new Error('disk full')
    await super.append(step)
  }

  takesSnapshots = false

  override async replace(snapshot: JournalReplacement): Promise<void> {
    if (!this.takesSnapshots) throw new Error('disk full')
    await super.replace(snapshot)
  }
}

/** A client of one order at a site with two, connected and current. */
async function followsOne() {
  const site = rig({ config: { autoConnect: false } })
  const [one, other] = [site.server.createOrder(), site.server.createOrder()]
  await site.engine.start()
  site.engine.connect({ orderID: one })
  await site.clock.advance(1_000)
  expect(site.engine.status()).toMatchObject({ connectionState: 'connected', freshness: { kind: 'current' } })
  site.batches.length = 0
  return { ...site, one, other }
}

describe('a filter that is widened while the server is busy', () => {
  it('misses no change of what the old stream left out', async () => {
    const { clock, server, engine, documents, one, other } = await followsOne()
    engine.connect()
    // The snapshot has been written by now, the new stream is not there yet.
    await clock.advance(40)
    server.setStage(other, 'open')
    await clock.advance(20)
    server.setStage(one, 'billed')
    await clock.advance(5_000)
    expect(documents()).toEqual(server.documents())
    expect(engine.status()).toMatchObject({ freshness: { kind: 'current' }, cursor: { seq: 4 }, head: 4 })
    expect(engine.state().recentEvents.map(({ id }) => id)).toEqual(['event_epoch001_3', 'event_epoch001_4'])
  })

  it('never puts the head or a document back, nor takes an event twice', async () => {
    const { clock, server, engine, batches, one } = await followsOne()
    engine.connect()
    await clock.advance(33)
    for (const stage of ['open', 'billed', 'paid'] as const) server.setStage(one, stage)
    await clock.advance(5_000)
    const heads = batches.flatMap(({ status }) => status?.head ?? [])
    const versions = batches.flatMap(({ changes }) =>
      changes.flatMap(({ key, document }) => (key === one && document ? [document.version] : [])),
    )
    expect(heads).toEqual([...heads].sort((a, b) => a - b))
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
    const ids = engine.state().recentEvents.map(({ id }) => id)
    expect(ids).toEqual(['event_epoch001_3', 'event_epoch001_4', 'event_epoch001_5'])
  })

  it('does not claim to be current while changes pass it by', async () => {
    const { clock, server, engine, one } = await followsOne()
    engine.connect()
    await clock.advance(10)
    server.setStage(one, 'open')
    await clock.advance(25)
    expect(engine.status()).toMatchObject({ freshness: { kind: 'catching_up', behind: 1 } })
    await clock.advance(5_000)
    expect(engine.status()).toMatchObject({ freshness: { kind: 'current' } })
  })
})

describe('a snapshot that is asked for when a poll is about to ask', () => {
  it('is waited for: no page beside it moves the cursor past what it holds', async () => {
    const chances: number[] = []
    const { clock, server, engine, documents, connected } = rig({ random: () => chances.shift() ?? 0.5 })
    await connected()
    server.createOrder()
    await clock.advance(1_000)
    // The next snapshot is being written: something happens right after it, and it takes long on its way.
    server.hides = () => {
      server.hides = () => false
      chances.push(0.9, 0)
      queueMicrotask(() => server.createOrder())
      return false
    }
    engine.forcePolling()
    engine.credentialsChanged()
    await clock.advance(60_000)
    expect(server.head).toBe(2)
    expect(documents()).toEqual(server.documents())
    expect(engine.status()).toMatchObject({ freshness: { kind: 'current' } })
  })
})

describe('a snapshot that the journal takes', () => {
  it('is not written over by what an older filter brought before it', async () => {
    const clock = new FakeClock()
    const journal = new FullDisk()
    await journal.open(0)
    const documents = new DocumentStore()
    const writer = new JournalWriter({
      domain: CAR_WASH,
      ...{ journal, documents, clock, random: () => 0.5, config: DEFAULT_SYNC_CONFIG },
      onDurable: () => undefined,
      onFailing: () => undefined,
    })
    writer.load({ epoch: 'e', seq: 0 }, [])
    // Deleted since, which the older filter left out.
    writer.add({ cursor: { epoch: 'e', seq: 1 }, event: storedEvent(1, sampleOrder('AX-1'), 'e') })
    await clock.advance(10)
    journal.full = false
    journal.takesSnapshots = true
    await writer.replace({ documents: [], cursor: { epoch: 'e', seq: 9 } }, 'merge')
    await clock.advance(60_000)
    expect(documents.all()).toEqual([])
    expect(writer.accepted).toEqual({ epoch: 'e', seq: 0 })
  })
})

describe('a snapshot that the journal refuses', () => {
  it('gives up nothing that waits for the disk', async () => {
    const clock = new FakeClock()
    const journal = new FullDisk()
    await journal.open(0)
    const writer = new JournalWriter({
      domain: CAR_WASH,
      ...{ journal, documents: new DocumentStore(), clock, random: () => 0.5, config: DEFAULT_SYNC_CONFIG },
      onDurable: () => undefined,
      onFailing: () => undefined,
    })
    writer.load({ epoch: 'e', seq: 0 }, [])
    writer.add({ cursor: { epoch: 'e', seq: 1 }, event: storedEvent(1, sampleOrder('AX-1'), 'e') })
    await clock.advance(10)
    const refused = expect(writer.replace({ documents: [], cursor: { epoch: 'e', seq: 9 } }, 'merge')).rejects.toThrow()
    await clock.advance(10)
    await refused
    journal.full = false
    await clock.advance(60_000)
    expect(writer.cursor).toEqual({ epoch: 'e', seq: 1 })
    expect((await journal.open(10)).recentEvents).toHaveLength(1)
  })
})
