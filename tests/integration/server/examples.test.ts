import { execFile, spawn, spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLIENT_CASES } from '@/scripts/conformance/client/cases.mjs'
import { processReader } from '@/scripts/conformance/client/process-reader.mjs'
import { runClientCases } from '@/scripts/conformance/client/run.mjs'
import { startServer, type TestServer } from '../../support/server'

const run = promisify(execFile)
const example = (name: string) => path.resolve('docs/examples', name)

/** A program that may not be on this machine. */
const found = (command: string, args: string[]) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}
// A shim that looks for the interpreter costs as much as the interpreter.
const python = found('python3', ['-c', 'import sys; print(sys.executable)'])
const go = found('go', ['version']) && path.join(os.tmpdir(), `ax-reader-${process.pid}`)
const curl = found('curl', ['--version'])
if (go) spawnSync('go', ['build', '-o', go, example('reader.go')], { stdio: 'inherit' })

const readers: [string, string, string[]][] = [
  ['Node', process.execPath, [example('reader-in-node.mjs')]],
  ...(python ? [['Python', python, [example('reader.py')]] as [string, string, string[]]] : []),
  ...(go ? [['Go', go, []] as [string, string, string[]]] : []),
]

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const authorization = () => (server.asStation() as Record<string, string>).Authorization ?? ''

test.each(readers)('the reader in %s follows this server', async (_name, command, args) => {
  const { orderID } = await server.createOrder()
  const child = spawn(command, [...args, server.url, authorization()])
  let printed = ''
  child.stdout.on('data', (text) => {
    printed += text
  })
  const lines = () =>
    printed
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  try {
    await expect.poll(() => lines().length).toBe(1)
    expect(lines()[0].snapshot.orders.map((order: { orderID: string }) => order.orderID)).toContain(orderID)
    const next = await server.createOrder()
    await expect.poll(() => lines().some((event) => event.orderID === next.orderID)).toBe(true)
  } finally {
    child.kill('SIGKILL')
  }
})

test.each(readers)('the reader in %s says why it is refused, and ends', async (_name, command, args) => {
  const refused = await run(command, [...args, server.url, 'stations API-Key opens-nothing']).catch((error) => error)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(/^refused, unauthorized: /)
})

// The reader in JavaScript does them in tests/unit/sync/client-conformance.test.ts, without a process for each.
test.each(readers.slice(1))(
  'the reader in %s does what every reader has to do',
  async (_name, command, args) => {
    const results = await runClientCases(CLIENT_CASES, processReader(command, args))
    expect(results.filter(({ error }) => error !== null)).toEqual([])
    expect(results.length).toBe(CLIENT_CASES.length)
  },
  300_000,
)

test.runIf(curl)('the tour with curl is what it says', async () => {
  const { orderID } = await server.createOrder()
  const touring = run('sh', [example('curl.sh'), server.url, authorization()])
  // It ends when ten lines of the log have come.
  let over = false
  void touring.finally(() => {
    over = true
  })
  while (!over) await server.createOrder()
  const { stdout } = await touring
  expect(stdout).toContain('"status":"ok"')
  expect(stdout).toMatch(/^event_[a-z0-9]+_[0-9]+$/m)
  expect(stdout).toContain('"hasMore":false')
  expect(stdout).toContain('event: connected')
  expect(stdout).toContain('event: order_created')
  expect(stdout).not.toContain('"error"')
  expect(orderID).toMatch(/./)
})
