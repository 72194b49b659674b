import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../support/postgres'
import { startServer } from '../support/server'
import { openSse } from '../support/sse-client'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.close())

const move = (dataDir: string, uri: string | undefined, ...args: string[]) =>
  spawnSync(process.execPath, ['scripts/move-database.mjs', ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      AX_DATA_DIR: dataDir,
      DATABASE_URI: uri,
      NODE_ENV: undefined,
    } as unknown as NodeJS.ProcessEnv,
  })

test('a site goes from SQLite to PostgreSQL with its people, keys, orders and log; streams go on by their cursor', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-move-'))
  const before = await startServer({ dataDir })
  const order = await before.createOrder({ totalAmount: 2500, paidAmount: 2500, paymentStatus: 'cash', stage: 'paid' })
  const headers = before.asStation()
  const snapshot = async (url: string) => (await fetch(`${url}/api/v1/sync/snapshot`, { headers })).json()
  const shown = (await snapshot(before.url)) as { lastEventId: string; orders: unknown[] }
  const uri = (await postgres.newDatabase()).replace('postgres@', 'postgres:of-the-database@')
  await before.stop()

  // An argument is read by everybody on the machine, and npm prints it.
  const said = move(dataDir, undefined, uri)
  expect(said.stderr).toContain('bad_argument')
  const away = move(dataDir, uri.replace(/:\d+\//, ':1/'))
  expect(away.stderr).toContain('Nothing was moved')

  // What an older release wrote is not as this one would read it.
  const older = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-move-older-'))
  fs.cpSync(dataDir, older, { recursive: true })
  const written = new Database(path.join(older, 'ax-station.db'))
  written.exec('DELETE FROM payload_migrations WHERE id = (SELECT max(id) FROM payload_migrations)')
  written.exec('ALTER TABLE services DROP COLUMN names_zh')
  written.close()
  const early = move(older, uri)
  expect(early.stderr).toMatch(/^older_release: Nothing was moved\..* Start this release on them once/)
  fs.rmSync(older, { recursive: true, force: true })

  // This release knows nothing of what a newer one has added, and would leave it behind.
  const newer = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-move-newer-'))
  fs.cpSync(dataDir, newer, { recursive: true })
  const later = new Database(path.join(newer, 'ax-station.db'))
  later.exec("INSERT INTO payload_migrations (name, batch) VALUES ('29990101_000000_later', 99)")
  later.close()
  const late = move(newer, uri)
  expect(late.stderr).toMatch(/^newer_release: Nothing was moved\..* Move them with that release/)
  fs.rmSync(newer, { recursive: true, force: true })

  const moved = move(dataDir, uri)
  for (const { stdout, stderr } of [said, away, moved]) expect(stdout + stderr).not.toContain('of-the-database')
  expect(moved.stderr).toBe('')
  expect(moved.stdout).toMatch(/Moved and compared: \d+ rows/)

  const secret = fs.readFileSync(path.join(dataDir, 'secret'), 'utf8').trim()
  const env = { DATABASE_URI: uri, PAYLOAD_SECRET: secret }
  // In the folder it had: what is noted there of the file is not about the new database.
  const after = await startServer({ dataDir, env, station: null })
  expect(await snapshot(after.url)).toEqual(shown)
  const stream = await openSse(`${after.url}/api/v1/sync/events?lastEventId=${shown.lastEventId}`, headers)
  await stream.wait((frame) => frame.data?.eventType === 'connected')
  const next = await after.createOrder()
  expect(Number(next.orderID.slice(-4))).toBe(Number(order.orderID.slice(-4)) + 1)
  await stream.wait((frame) => frame.data?.orderID === next.orderID)
  expect(stream.frames.filter((frame) => frame.data?.eventType === 'reset')).toEqual([])
  stream.close()
  await after.stop()

  fs.rmSync(dataDir, { recursive: true, force: true })
  // Beside the other suites it waits for its turn.
}, 360_000)
