import type { ServerResponse } from 'node:http'
import { constants, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Audience } from '@/cms/access/audiences'
import { CatchUps } from '@/cms/sync/hub/catch-ups'
import { Channel } from '@/cms/sync/hub/channel'
import type { View } from '@/cms/sync/hub/filter'
import { Frame, streamFrame } from '@/cms/sync/hub/frame'
import { createSyncMetrics } from '@/cms/sync/hub/metrics'
import { Reader } from '@/cms/sync/hub/reader'
import type { LogRow } from '@/cms/sync/log/read'
import { sampleJob, sampleOrder } from '../../support/sample-documents'
import { seededRandom } from '../../support/seeded-random'

/** What a client has been sent: as it crossed the network, and as it reads it. */
class Line {
  readonly sent: Buffer[] = []
  socket = { writableLength: 0 }

  constructor(readonly packed: boolean) {}

  write(bytes: Buffer): void {
    this.sent.push(Buffer.from(bytes))
  }

  end(): void {}
  destroy(): void {}

  get bytes(): number {
    return this.sent.reduce((sum, part) => sum + part.length, 0)
  }

  /** All that was sent so far, each frame of it whole. */
  get text(): string {
    const bytes = Buffer.concat(this.sent)
    return String(this.packed ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes)
  }

  /** As above of a stream that has ended: with its length and its sum. */
  get whole(): string {
    return String(gunzipSync(Buffer.concat(this.sent)))
  }
}

const everything = { customer: null, orderID: null, bayId: null, eventTypes: null, stageName: 'stage_change' } as const
const view = (audience: Audience, more: Partial<View> = {}): View => ({ ...everything, audience, ...more })
const VIEWS: readonly View[] = [
  view('staff'),
  view('staff', { stageName: 'order_stage_change' }),
  view('cashier'),
  view('board'),
  view('bay', { bayId: 'bay-1' }),
  view('staff', { eventTypes: new Set(['job_progress_update', 'status_update']) }),
  view('staff', { orderID: 'A-3' }),
  view('customer', { customer: 'c-1' }),
]

const packedAlone = (plain: Buffer): number => new Frame(plain).gzipped.length

/** A site's log and who reads it. */
class Site {
  readonly rows: LogRow[] = []
  readonly channel = new Channel(
    'main',
    { epoch: 'k3f9', head: 0 },
    {
      logExtent: async (tenant) => ({ tenant, epoch: 'k3f9', head: this.rows.length, oldest: 1 }),
      tailLog: async ({ after, limit }) => ({
        epoch: 'k3f9',
        head: this.rows.length,
        rows: this.rows.slice(after, after + limit),
      }),
      readLog: async ({ after, upTo, limit }) => this.rows.slice(after, upTo).slice(0, limit),
    },
    createSyncMetrics(),
    new CatchUps(1_000_000),
  )

  open(of: View, packed: boolean, cursor?: number) {
    const line = new Line(packed)
    const reader = new Reader(this.channel, of, line as unknown as ServerResponse, packed, 'user:1', null, 'user:1')
    this.channel.admit(reader)
    reader.write(streamFrame('connected', { head: this.channel.head }, '2026-01-15T10:30:00.000Z'))
    const joined =
      cursor === undefined ? Promise.resolve(this.channel.join(reader)) : this.channel.resume(reader, cursor)
    return { reader, line, joined }
  }

  write(eventType: LogRow['eventType'], data: object, orderID: string, notes: Partial<LogRow> = {}): void {
    const seq = this.rows.length + 1
    const at = new Date(Date.UTC(2026, 0, 15) + seq * 1_000).toISOString()
    this.rows.push({ seq, eventType, orderID, actor: 'user:3', at, body: JSON.stringify(data), ...notes })
  }

  order(number: number, version: number, staffNotes = ''): void {
    const order = sampleOrder(`A-${number}`, { version, staffNotes })
    const paths = [staffNotes ? 'staffNotes' : 'queue']
    const data = { previousStatus: 'pending', newStatus: 'pending', changed: paths, paths, order }
    this.write('status_update', data, order.orderID, { audience: `c-${number}`, bays: `bay-${number % 3}` })
  }
}

describe('packed streams', () => {
  it.each(Array.from({ length: 6 }, (_, seed) => [seed]))(
    'say what plain ones say, whoever comes and goes when (%i)',
    async (seed) => {
      const random = seededRandom(seed)
      const below = (limit: number) => Math.floor(random() * limit)
      const site = new Site()
      const pairs: { packed: ReturnType<Site['open']>; plain: ReturnType<Site['open']> }[] = []
      const opening: Promise<void>[] = []
      for (let turn = 0; turn < 120; turn += 1) {
        const what = random()
        if (what < 0.2) {
          const of = VIEWS[below(VIEWS.length)] as View
          const cursor = random() < 0.5 ? undefined : below(site.channel.head + 1)
          const pair = { packed: site.open(of, true, cursor), plain: site.open(of, false, cursor) }
          pairs.push(pair)
          opening.push(pair.packed.joined, pair.plain.joined)
        } else if (what < 0.25) {
          const [leaving] = pairs.splice(below(pairs.length), 1)
          leaving?.packed.reader.end()
          leaving?.plain.reader.end()
          if (leaving) expect(leaving.packed.line.whole).toBe(leaving.plain.line.text)
        } else if (what < 0.35) site.channel.heartbeat(new Date(turn * 1_000).toISOString())
        else {
          // One write now and then is too large to be given to everybody at once.
          const large = random() < 0.06
          for (let count = large ? 110 : below(4); count >= 0; count -= 1) {
            if (!large && random() < 0.3) {
              const job = sampleJob(`j-${below(5)}`, { version: turn })
              site.write('job_progress_update', { job, bayId: job.bayId }, job.orderID, { bays: 'bay-1' })
            } else site.order(below(6), turn, large ? `${turn} `.repeat(600) : random() < 0.3 ? `note ${turn}` : '')
          }
          const told = site.channel.tail()
          if (random() < 0.8) await told
        }
      }
      await site.channel.tail()
      await Promise.all(opening)
      site.channel.heartbeat('2026-01-16T00:00:00.000Z')
      for (const { packed, plain } of pairs) {
        expect(packed.line.text).toBe(plain.line.text)
        expect(packed.reader.live).toBe(true)
        packed.reader.end()
        expect(packed.line.whole).toBe(plain.line.text)
      }
    },
  )

  it('cost at most three tenths of each frame packed by itself, once the stream has run a little', async () => {
    const site = new Site()
    const [early, plain] = [site.open(view('cashier'), true).line, site.open(view('cashier'), false).line]
    const tell = async (from: number, to: number) => {
      for (let number = from; number < to; number += 1) {
        site.order(number, 1)
        await site.channel.tail()
      }
    }
    await tell(0, 30)
    const late = site.open(view('cashier'), true).line
    const [before, frames] = [early.bytes, plain.sent.length]
    await tell(30, 60)
    const alone = plain.sent.slice(frames).reduce((sum, bytes) => sum + packedAlone(bytes), 0)
    expect(early.bytes - before).toBeLessThan(alone * 0.3)
    // Who joined late is given the same after a few frames.
    expect(late.sent.at(-1)?.length).toBeLessThan(packedAlone(plain.sent.at(-1) as Buffer) * 0.3)
    expect(late.text.slice(late.text.indexOf('"orderID":"A-30"'))).toBe(
      plain.text.slice(plain.text.indexOf('"orderID":"A-30"')),
    )
  })

  it('of one view are given the same bytes, made once', async () => {
    const site = new Site()
    const lines = [0, 1, 2].map(() => site.open(view('staff'), true).line)
    for (let number = 0; number < 40; number += 1) {
      site.order(number, 1)
      await site.channel.tail()
    }
    const sent = lines.map(({ sent: parts }) => parts.at(-1)?.toString('base64'))
    expect(new Set(sent).size).toBe(1)
  })

  it('of more filters than are kept apart are packed frame by frame', async () => {
    const site = new Site()
    const lines = Array.from({ length: 20 }, (_, bay) => site.open(view('bay', { bayId: `bay-${bay}` }), true))
    expect(lines.filter(({ reader }) => reader.group).length).toBe(16)
    lines[0]?.reader.end()
    expect(site.open(view('bay', { bayId: 'bay-30' }), true).reader.group).not.toBeNull()
    expect(site.open(view('bay'), true).reader.group).not.toBeNull()
  })
})
