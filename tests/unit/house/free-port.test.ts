import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildChild, type ChildProgram } from '../../support/child-program'
import { freePort } from '../../support/free-port'

const EACH = 40
let program: ChildProgram

beforeAll(async () => {
  program = await buildChild(resolve(import.meta.dirname, 'free-port-child.ts'))
})
afterAll(() => program.remove())

/** Ports that a process of its own was given, while it goes on. */
const portsOfAnother = () =>
  new Promise<number[]>((told) => program.start(String(EACH)).once('message', (ports) => told(ports as number[])))

/** Where the system itself takes ports from; on Windows and macOS it begins higher. */
const firstOfTheSystem = (): number => {
  if (process.platform !== 'linux') return 49_152
  const range = readFileSync(join('/proc/sys/net/ipv4', 'ip_local_port_range'), 'utf8')
  return Number(range.split(/\s/)[0])
}

test('no two processes are given the same port, though nobody listens there', async () => {
  const own = Array.from({ length: EACH }, () => freePort())
  const given = await Promise.all([Promise.all(own), portsOfAnother(), portsOfAnother(), portsOfAnother()])
  const ports = given.flat()
  expect(new Set(ports).size).toBe(4 * EACH)
})

test('no connection that goes out can be given it', async () => {
  expect(await freePort()).toBeLessThan(firstOfTheSystem())
})
