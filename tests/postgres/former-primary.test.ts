import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { LogPosition } from '@/cms/database/log-writing'
import { PostgresClient } from '@/cms/database/postgres/client'
import { openDatabase } from '../support/database'
import { FaultProxy } from '../support/fault-proxy'
import { Promotions } from '../support/promotions'

/** A server of the database, each by its own way to it. */
class TestServer {
  private constructor(
    readonly client: PostgresClient,
    readonly way: FaultProxy,
  ) {}

  static async start(port = promotions.primary.port): Promise<TestServer> {
    const way = await FaultProxy.start(`http://127.0.0.1:${port}`)
    const address = new URL(uri)
    address.port = String(way.port)
    const server = new TestServer(new PostgresClient(address.href, () => silent), way)
    servers.push(server)
    await server.log()
    return server
  }

  /** The log of the site as this server finds it, once the database answers. */
  log(): Promise<LogPosition> {
    const asked = 'SELECT tenant, epoch, head FROM sync_heads'
    const once = () => this.client.run<LogPosition>(asked, []).catch(() => [])
    return vi.waitUntil(async () => (await once())[0], { timeout: 30_000, interval: 50 })
  }

  /** An event of the site's is written by this server and told as done. */
  async write(): Promise<LogPosition> {
    const opened = await this.client.begin('')
    const [head] = await opened.run<LogPosition>(COUNT, ['main'])
    opened.heads.push(head as LogPosition)
    await opened.commit()
    return head as LogPosition
  }

  async stop(): Promise<void> {
    servers = servers.filter((each) => each !== this)
    await this.client.close()
    await this.way.stop()
  }
}

const COUNT = 'UPDATE sync_heads SET head = head + 1 WHERE tenant = ?1 RETURNING tenant, epoch, head'
const silent = { error: () => undefined, warn: () => undefined }

let promotions: Promotions
let uri: string
let servers: TestServer[] = []

beforeAll(async () => {
  promotions = await Promotions.start(5)
  uri = await promotions.postgres.newDatabase()
  await (await openDatabase({ uri })).close()
})
afterEach(async () => {
  for (const server of servers) await server.stop()
})
afterAll(async () => {
  await promotions?.postgres.close()
})

test('a server that comes late, and was on no list that is left, is asked what it told before others wrote', async () => {
  const heard = await TestServer.start()
  await heard.write()
  await promotions.inStep(promotions.next)
  promotions.lag()
  const late = await TestServer.start()
  const told = await late.write()
  late.way.set({ kind: 'cut' })
  await promotions.primary.stop('SIGQUIT')
  await promotions.promote(promotions.next)
  heard.way.redirect(promotions.primary.port)
  await heard.log()
  expect((await heard.write()).head).toBe(told.head)
  late.way.set({ kind: 'pass' })
  late.way.redirect(promotions.primary.port)
  expect((await late.log()).epoch).not.toBe(told.epoch)
})

test('a server that said after a promotion what it had told begins anew where it comes back to the former database', async () => {
  const [moved, torn] = [await TestServer.start(), await TestServer.start()]
  const before = await moved.write()
  const former = promotions.primary
  await promotions.inStep(promotions.next)
  await promotions.promote(promotions.next)
  for (const { way } of servers) way.redirect(promotions.primary.port)
  expect(await Promise.all([moved.log(), torn.log()])).toEqual([before, before])
  torn.way.redirect(former.port)
  await torn.log()
  const [one, other] = [await moved.write(), await torn.write()]
  expect(one.epoch).toBe(before.epoch)
  expect(other.epoch).not.toBe(one.epoch)
  torn.way.redirect(promotions.primary.port)
  await torn.log()
  await former.stop('SIGQUIT')
})

test('what was told by one that came and went in what was lost is missed by the others', async () => {
  const stays = await TestServer.start()
  const before = await stays.write()
  await promotions.inStep(promotions.next)
  promotions.lag()
  const comes = await TestServer.start()
  await comes.write()
  await comes.stop()
  const counted = () => stays.client.run<{ value: number }>("SELECT value FROM counters WHERE name LIKE 'server %'", [])
  const then = await counted()
  await expect.poll(counted, { timeout: 15_000 }).not.toEqual(then)
  await promotions.primary.stop('SIGQUIT')
  await promotions.promote(promotions.next)
  stays.way.redirect(promotions.primary.port)
  const after = await stays.log()
  expect(after.head).toBe(before.head)
  expect(after.epoch).not.toBe(before.epoch)
})

test('of two copies of the same that are promoted one after another the second is another database', async () => {
  const server = await TestServer.start()
  const before = await server.write()
  const [first, second] = promotions.copies
  if (!first || !second) throw new Error('Two copies are needed.')
  for (const copy of [first, second]) await promotions.inStep(copy)
  await promotions.primary.stop('SIGQUIT')
  await first.promote()
  server.way.redirect(first.port)
  expect(await server.log()).toEqual(before)
  await server.write()
  await first.stop('SIGQUIT')
  await second.promote()
  server.way.redirect(second.port)
  const after = await server.log()
  expect(after.head).toBe(before.head)
  expect(after.epoch).not.toBe(before.epoch)
})
