import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresClient } from '@/cms/database/postgres/client'
import { FaultProxy } from '../support/fault-proxy'
import { startPostgres, type TestPostgres } from '../support/postgres'

/** Connections that what lies between has forgotten, as a firewall does after a restart: nothing arrives, and neither side is told. */

let postgres: TestPostgres
let proxy: FaultProxy
let client: PostgresClient
const warnings: string[] = []
const silent = () => ({ error: () => undefined, warn: ({ msg }: { msg: string }) => warnings.push(msg) })
beforeAll(async () => {
  postgres = await startPostgres()
  const uri = new URL(await postgres.newDatabase())
  proxy = await FaultProxy.start(`http://127.0.0.1:${uri.port}`)
  uri.port = String(proxy.port)
  client = new PostgresClient(uri.href, silent as never)
})
afterAll(async () => {
  await client?.close()
  await proxy?.stop()
  await postgres?.close()
})

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Error) => error.message,
  )

test('a statement that never arrived fails before its time, and after it no other meets a forgotten connection', async () => {
  await Promise.all(Array.from({ length: 6 }, () => client.run('SELECT pg_sleep(0.1)', [])))
  const opened = await client.begin('ISOLATION LEVEL READ COMMITTED')
  await opened.run('SELECT 1', [])
  proxy.forget()
  const [single, inTransaction] = await Promise.all([
    failure(client.run('SELECT 1', [])),
    failure(opened.run('SELECT 1', [])),
  ])
  // Not "Query read timeout".
  expect(single).toBe('Connection terminated unexpectedly')
  expect(inTransaction).toBe('Connection terminated unexpectedly')
  await opened.rollback()
  const after = await Promise.all(Array.from({ length: 6 }, () => failure(client.run('SELECT pg_sleep(0.1)', []))))
  expect(after).toEqual(Array(6).fill(null))
  expect(warnings).toContain('Connections to the database were forgotten, and are given up')
}, 60_000)

test('what takes long, or waits for somebody, is left to it', async () => {
  const holder = await client.begin('ISOLATION LEVEL READ COMMITTED')
  await holder.run('SELECT pg_advisory_xact_lock(1)', [])
  const waiter = await client.begin('ISOLATION LEVEL READ COMMITTED')
  const waits = failure(waiter.run('SELECT pg_advisory_xact_lock(1)', []))
  const slow = client.run('SELECT pg_sleep(6)', [])
  for (let asked = 0; asked < 3; asked += 1) {
    await client.run('SELECT pg_sleep(1.5)', [])
    await holder.run('SELECT 1', [])
  }
  await slow
  await holder.rollback()
  expect(await waits).toBe(null)
  await waiter.rollback()
}, 60_000)
