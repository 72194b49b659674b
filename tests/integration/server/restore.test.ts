import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OWN_KEY, ownCertificate } from '@/cms/server/own-certificate'
import { fingerprintAt } from '@/main/sync/server-fetch'
import { rawRequest } from '../../support/http'
import { SERVER_ENTRY, type ServerOptions, startServer, type TestServer } from '../../support/server'

let folder: string
let dataDir: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-restore-'))
  dataDir = path.join(folder, 'data')
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill9()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Servers of the test; one that fails leaves them behind. */
const running: TestServer[] = []
async function start(options: ServerOptions = {}): Promise<TestServer> {
  const server = await startServer({ dataDir, ...options })
  running.push(server)
  return server
}

interface Health {
  epoch: string
  head: number
}
const health = async (server: TestServer) =>
  (await rawRequest(`${server.url}/api/v1/sync/health`, { headers: server.asAdmin() })).json() as Health

/** What a reader with this cursor is told. */
const resume = async (server: TestServer, { epoch, head }: Health) =>
  (
    await rawRequest(`${server.url}/api/v1/sync/events?lastEventId=event_${epoch}_${head}`, {
      headers: { ...server.asAdmin(), Accept: 'application/json' },
    })
  ).json()

/** Runs `backup` or `restore` as a person would, on the server's data. */
function command(name: 'backup' | 'restore', target: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER_ENTRY, name, target], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH, AX_DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

describe('the whole data directory put back from a copy, notes and all', () => {
  let site: string
  /** What readers know of the site as it went on after the copy, and what they know now. */
  let past: Health
  let known: Health
  const saved = () => `${site}-copy`
  const copied = (from: string, to: string) => fs.cpSync(from, to, { recursive: true, preserveTimestamps: true })
  const startSite = (options: ServerOptions = {}) => start({ dataDir: site, ...options })

  // A past is two starts, and every test can go on from where the one before it left the site.
  beforeAll(async () => {
    site = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ax-put-back-')), 'data')
    const first = await startSite()
    await first.createOrder()
    await first.stop()
    copied(site, saved())
    const second = await startSite()
    for (let orders = 0; orders < 3; orders += 1) await second.createOrder()
    past = await health(second)
    known = past
    await second.stop()
  })
  afterAll(() => fs.rmSync(path.dirname(site), { recursive: true, force: true }))

  test('a plain restart keeps the epoch', async () => {
    const again = await startSite()
    expect(await health(again)).toMatchObject({ epoch: known.epoch, head: known.head })
    await again.stop()
  })

  test('a machine rolled back with its files as they were: the first reader that is ahead makes it begin anew', async () => {
    rollBack(known.head - 2)
    const restored = await startSite()
    expect((await health(restored)).epoch).toBe(known.epoch)
    expect(await resume(restored, known)).toMatchObject({ reset: 'ahead' })
    const late = { epoch: known.epoch, head: known.head - 1 }
    while ((await health(restored)).head <= known.head) await restored.createOrder()
    expect(await resume(restored, late)).toMatchObject({ reset: 'epoch_changed' })
    known = await health(restored)
    await restored.stop()
  })

  test('whoever knows better says so at the start', async () => {
    const told = await startSite({ env: { AX_RESTORED: '1' } })
    expect((await health(told)).epoch).not.toBe(known.epoch)
    await told.stop()
  })

  test.each([
    ['over the files that are there', () => copied(saved(), site)],
    [
      'as new files',
      () => {
        fs.rmSync(site, { recursive: true })
        copied(saved(), site)
      },
    ],
  ])('%s: begins a new epoch, though its own notes agree with it', async (_, putBack) => {
    for (const file of ['ax-station.db-wal', 'ax-station.db-shm']) fs.rmSync(path.join(site, file), { force: true })
    putBack()
    const restored = await startSite()
    // Past what readers know: only the epoch still tells them that these are other events.
    while ((await health(restored)).head <= past.head) await restored.createOrder()
    expect(await resume(restored, past)).toMatchObject({ reset: 'epoch_changed' })
    await restored.stop()
  })

  /** What a snapshot of the whole disk does: the same files, as they were. */
  function rollBack(head: number): void {
    const database = new Database(path.join(site, 'ax-station.db'))
    database.prepare('DELETE FROM sync_events WHERE seq > ?').run(head)
    database.prepare('UPDATE sync_heads SET head = ?').run(head)
    database.close()
    const notes = path.join(site, 'log-heads.json')
    const noted = JSON.parse(fs.readFileSync(notes, 'utf8'))
    noted.heads.main.head = head
    fs.writeFileSync(notes, JSON.stringify(noted))
  }
})

describe('backup and restore', () => {
  const target = () => path.join(folder, 'backup')

  test('a running site is copied whole, and comes back with its keys and a new epoch; what was there is set aside', async () => {
    const open = { AX_HOST: '0.0.0.0', AX_ANNOUNCE: '0' }
    const first = await start({ env: open })
    const { fingerprint } = ownCertificate(dataDir)
    const order = await first.createOrder({ customerNotes: 'before' })
    let writing = true
    const writer = (async () => {
      while (writing) await first.createOrder()
    })()
    const made = command('backup', target())
    writing = false
    await writer
    expect(made).toMatchObject({ status: 0, output: expect.stringContaining('main: ') })
    await first.updateOrder(order, { customerNotes: 'after' })
    const known = await health(first)
    const key = first.stationKey
    await first.stop()
    // Another machine takes its place, which has made a key of its own.
    fs.rmSync(path.join(dataDir, OWN_KEY))
    expect(ownCertificate(dataDir).fingerprint).not.toBe(fingerprint)

    const done = command('restore', target())
    expect(done).toMatchObject({ status: 0, output: expect.stringContaining('fresh snapshot') })
    const aside = fs.readdirSync(dataDir).filter((name) => name.startsWith('before-restore-'))
    expect(aside).toHaveLength(1)
    expect(fs.readdirSync(path.join(dataDir, aside[0] as string))).toContain('ax-station.db')

    const restored = await start({ station: { name: 'other', role: 'board' }, env: open })
    expect(await fingerprintAt(`https://127.0.0.1:${restored.port}`)).toBe(fingerprint)
    expect(await restored.rest('GET', `/api/orders/${order.id}?depth=0`)).toMatchObject({ customerNotes: 'before' })
    expect((await health(restored)).epoch).not.toBe(known.epoch)
    const withOldKey = await rawRequest(`${restored.url}/api/v1/sync/snapshot`, { headers: restored.asStation(key) })
    expect(withOldKey.status).toBe(200)
    await restored.stop()
  })

  test('what cannot be done is said, with the way out, and changes nothing', async () => {
    expect(command('backup', target())).toMatchObject({
      status: 1,
      output: expect.stringContaining('nothing_to_back_up'),
    })
    const server = await start()
    await server.createOrder()
    expect(command('backup', target()).status).toBe(0)
    expect(command('backup', target())).toMatchObject({ status: 1, output: expect.stringContaining('target_exists') })
    expect(command('restore', target())).toMatchObject({ status: 1, output: expect.stringContaining('server_running') })
    expect((await health(server)).head).toBeGreaterThan(0)
    await server.createOrder()
    await server.stop()
    const before = fs.readdirSync(dataDir).sort()

    expect(command('restore', folder)).toMatchObject({ status: 1, output: expect.stringContaining('not_a_backup') })
    const manifest = path.join(target(), 'backup.json')
    const written = fs.readFileSync(manifest, 'utf8')
    fs.writeFileSync(manifest, written.replace(/"version": "[^"]+"/, '"version": "99.0.0"'))
    expect(command('restore', target())).toMatchObject({ status: 1, output: expect.stringContaining('backup_newer') })
    fs.writeFileSync(manifest, written)
    fs.truncateSync(path.join(target(), 'ax-station.db'), 20_000)
    expect(command('restore', target())).toMatchObject({ status: 1, output: expect.stringContaining('backup_damaged') })
    expect(fs.readdirSync(dataDir).sort()).toEqual(before)
  })
})
