import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { look } from './site'

const DEMO = resolve(import.meta.dirname, '../../../scripts/demo.mjs')

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

function demo(...args: string[]) {
  const child = spawn(process.execPath, [DEMO, '--url', server.url, '--token', server.adminToken, ...args])
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  child.stderr.on('data', (part) => {
    output += part
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return { child, ended, output: () => output }
}

test('plays a day: orders, bays, jobs and payments', async () => {
  const { ended, output } = demo('--rate', '20', '--for', '10', '--seed', '7')
  expect(await ended, output()).toBe(0)
  for (const deed of ['order.create', 'bay.assign', 'job.start', 'job.completeStep']) expect(output()).toContain(deed)
  const [, applied, rejected] = /Done: (\d+) applied, (\d+) rejected/.exec(output()) ?? []
  expect(Number(applied)).toBeGreaterThan(Number(rejected))
  expect((await look(server)).orders.length).toBeGreaterThan(0)
})

test('stops at Ctrl-C, without an error', async () => {
  const { child, ended, output } = demo('--rate', '5')
  child.stdout.once('data', () => child.kill('SIGINT'))
  expect(await ended, output()).toBe(0)
  expect(output()).toMatch(/Done: |Stopped/)
})

test('says what is wrong with an option', async () => {
  const { ended, output } = demo('--rate', 'fast')
  expect(await ended).toBe(2)
  expect(output()).toContain('--rate must be a number')
})
