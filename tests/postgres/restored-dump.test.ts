import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programsWithDump, startPostgres, type TestPostgres } from '../support/postgres'
import { startServer, type TestServer } from '../support/server'
import { openSse } from '../support/sse-client'
import { SECRET } from '../support/test-databases'

/** Where no program that dumps is installed, `adapter.test.ts` writes what one leaves. */
const programs = programsWithDump()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-dump-'))
const dump = path.join(folder, 'site.dump')
let postgres: TestPostgres
let server: TestServer | undefined

beforeAll(async () => {
  if (programs) postgres = await startPostgres({ programs })
})
afterAll(async () => {
  await server?.stop()
  await postgres?.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const tool = (name: string, ...args: string[]) =>
  execFileSync(path.join(programs ?? '', name), args, { encoding: 'utf8', stdio: 'pipe' })

const serverOn = (uri: string) => startServer({ env: { DATABASE_URI: uri, PAYLOAD_SECRET: SECRET }, station: null })

interface Snapshot {
  readonly lastEventId: string
  readonly orders: readonly { readonly orderID: string }[]
}

async function snapshotOf({ url, asAdmin }: TestServer): Promise<Snapshot> {
  return (await fetch(`${url}/api/v1/sync/snapshot?tenantId=main`, { headers: asAdmin() })).json() as Promise<Snapshot>
}

/** The kinds of message with which a stream from this cursor begins, up to the one that says it is live. */
async function beginningFrom({ url, asAdmin }: TestServer, cursor: string): Promise<unknown[]> {
  const stream = await openSse(`${url}/api/v1/sync/events?tenantId=main&lastEventId=${cursor}`, asAdmin())
  try {
    await stream.wait(({ data }) => data?.eventType === 'connected' || data?.eventType === 'reset')
    return stream.frames.map(({ data }) => data?.eventType)
  } finally {
    stream.close()
  }
}

test.skipIf(!programs)(
  'a dump that is restored has what it had, and whoever knew more is told to begin anew',
  async () => {
    const uri = await postgres.newDatabase()
    server = await serverOn(uri)
    const kept = await server.createOrder()
    const dumped = await snapshotOf(server)
    tool('pg_dump', '--format=custom', `--file=${dump}`, uri)
    const lost = await server.createOrder()
    const seen = await snapshotOf(server)
    expect(seen.orders.map(({ orderID }) => orderID)).toContain(lost.orderID)
    await server.stop()

    const restored = await postgres.newDatabase()
    tool('pg_restore', `--dbname=${restored}`, dump)
    server = await serverOn(restored)
    const { orders, lastEventId } = await snapshotOf(server)
    expect(orders).toEqual(dumped.orders)
    expect(orders.map(({ orderID }) => orderID)).toContain(kept.orderID)
    // As far as the dump went, and further: neither goes on as if nothing had happened.
    for (const cursor of [dumped.lastEventId, seen.lastEventId]) {
      expect(await beginningFrom(server, cursor)).toContain('reset')
    }

    // What is written from now on is one history with what was restored; a mere restart begins no other.
    await server.createOrder()
    await server.stop()
    server = await serverOn(restored)
    expect(await beginningFrom(server, lastEventId)).not.toContain('reset')
  },
)
