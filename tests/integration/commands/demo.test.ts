import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
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

const DEEDS = ['order.create', 'bay.assign', 'job.start', 'job.completeStep']

test('plays a day: orders, bays, jobs and payments, until Ctrl-C', async () => {
  const { child, ended, output } = demo('--rate', '20', '--seed', '7')
  await vi.waitFor(() => expect(DEEDS.filter((deed) => !output().includes(deed))).toEqual([]), {
    timeout: 90_000,
    interval: 100,
  })
  child.kill('SIGINT')
  expect(await ended, output()).toBe(0)
  const [, applied, rejected] = /Done: (\d+) applied, (\d+) rejected/.exec(output()) ?? []
  expect(Number(applied)).toBeGreaterThan(Number(rejected))
  expect((await look(server)).orders.length).toBeGreaterThan(0)
})

test('ends by itself after as many seconds as it was told', async () => {
  const { ended, output } = demo('--rate', '5', '--for', '1')
  expect(await ended, output()).toBe(0)
  expect(output()).toContain('Done: ')
})

test('says what is wrong with an option', async () => {
  const { ended, output } = demo('--rate', 'fast')
  expect(await ended).toBe(2)
  expect(output()).toContain('--rate must be a number')
})
