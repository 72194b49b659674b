import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { sendPage } from '@/cms/sync/http/page'
import { CatchUps } from '@/cms/sync/hub/catch-ups'
import { Channel } from '@/cms/sync/hub/channel'
import type { View } from '@/cms/sync/hub/filter'
import { createSyncMetrics } from '@/cms/sync/hub/metrics'
import type { LogRow } from '@/cms/sync/log/read'
import { sampleOrder } from '../../support/sample-documents'

const EPOCH = 'k3f9'
const HEAD = 200
/** How often the log was read. */
let reads: number
const view: View = {
  ...{ audience: 'staff', stageName: 'stage_change' },
  ...{ customer: null, orderID: null, bayId: null, eventTypes: null },
}

/** A log of which nothing is in memory, and the pages of it that one account is given. */
function site(perMinute: number, oldest = 1) {
  reads = 0
  const order = sampleOrder('A-1', { version: 1 })
  const body = JSON.stringify({ previousStatus: 'pending', newStatus: 'pending', changed: [], paths: [], order })
  const row = (seq: number): LogRow => ({
    ...{ seq, body, eventType: 'status_update', orderID: 'A-1', actor: 'user:3', at: '2026-01-15T10:00:00.000Z' },
  })
  const rows = Array.from({ length: HEAD }, (_, index) => row(index + 1))
  const source = {
    logExtent: async (tenant: string) => ({ tenant, epoch: EPOCH, head: HEAD, oldest }),
    tailLog: async () => ({ epoch: EPOCH, head: HEAD, rows: [] }),
    readLog: async ({ after, upTo, limit }: { after: number; upTo: number; limit: number }) => {
      reads += 1
      return rows.slice(after, upTo).slice(0, limit)
    },
  }
  const head = { epoch: EPOCH, head: HEAD }
  return new Channel('main', head, source, createSyncMetrics(), new CatchUps(perMinute))
}

async function pageAfter(channel: Channel, seq: number, shown = view) {
  const server = createServer(
    (req, res) =>
      void sendPage(req, res, {
        channel,
        view: shown,
        readings: 'station:1',
        cursor: { epoch: EPOCH, seq },
        limit: 50,
      }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const { events, reset, lastEventId } = (await answer.json()) as {
      events: unknown[]
      reset: string | null
      lastEventId: string
    }
    return { events: events.length, reset, lastEventId, retryAfter: answer.headers.get('retry-after') }
  } finally {
    server.close()
  }
}

test('whoever has had their share of the log is told when there is more, beside the way of a snapshot', async () => {
  const channel = site(60)
  const first = await pageAfter(channel, 0)
  expect(first).toEqual({ events: 50, reset: null, lastEventId: `event_${EPOCH}_50`, retryAfter: null })
  expect(await pageAfter(channel, 50)).toMatchObject({ events: 50, reset: null })
  const third = await pageAfter(channel, 100)
  expect(third).toMatchObject({ events: 0, reset: 'expired', lastEventId: `event_${EPOCH}_${HEAD}` })
  const seconds = Number(third.retryAfter)
  expect(seconds).toBeGreaterThanOrEqual(1)
  expect(seconds).toBeLessThanOrEqual(60)
})

test('a share smaller than a page is one page, and what is refused is not read', async () => {
  const channel = site(1)
  expect(await pageAfter(channel, 0)).toMatchObject({ events: 50, reset: null })
  expect(reads).toBe(1)
  expect(await pageAfter(channel, 50)).toMatchObject({ events: 0, reset: 'expired' })
  expect(reads).toBe(1)
})

test('whose share ends within a page is given what was gathered, and asks from there', async () => {
  const nothing: View = { ...view, eventTypes: new Set(['qr_generated']) }
  const page = { events: 0, reset: null, lastEventId: `event_${EPOCH}_100`, retryAfter: null }
  expect(await pageAfter(site(60), 0, nothing)).toEqual(page)
})

test('of what the log has been pruned of there is no later', async () => {
  expect(await pageAfter(site(1_000, 120), 50)).toMatchObject({ events: 0, reset: 'expired', retryAfter: null })
})
