import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freePort } from '../../support/free-port'
import { rawRequest } from '../../support/http'

const ROOT = path.resolve(import.meta.dirname, '../../..')
let dataDir: string
let url: string
let npm: ChildProcess
let output: string

const isHealthy = () =>
  rawRequest(`${url}/api/v1/sync/health`).then(
    ({ status }) => status === 200,
    () => false,
  )

/** What the process was started with; nothing of one that has ended since it was listed. */
function environmentOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}

/** The process that listens: the one below npm whose command line is the built server's. */
const serverPid = () =>
  Number(
    execFileSync('pgrep', ['-f', `${ROOT}/cms/.next/standalone/cms/main.js`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .find((pid) => environmentOf(pid).includes(`AX_DATA_DIR=${dataDir}`)),
  )

beforeEach(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-launcher-'))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  output = ''
  // As from a terminal: not on the Node that the tests were given.
  const { AX_PINNED_NODE: _, ...env } = process.env
  npm = spawn('npm', ['run', 'serve'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, AX_DATA_DIR: dataDir, AX_PORT: String(port) },
  })
  for (const stream of [npm.stdout, npm.stderr]) {
    stream?.on('data', (part) => {
      output += part
    })
  }
  await vi.waitFor(() => expect(output).toContain(`ready at ${url}`), { timeout: 90_000, interval: 200 })
})

afterEach(async () => {
  npm.kill('SIGKILL')
  await vi.waitFor(async () => expect(await isHealthy()).toBe(false), { timeout: 30_000, interval: 100 })
  // Its port is closed before its last file is.
  fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

test.skipIf(process.platform !== 'linux').each(['SIGTERM', 'SIGKILL'] as const)(
  'a %s for npm leaves nothing behind that holds the port',
  async (signal) => {
    npm.kill(signal)
    await vi.waitFor(async () => expect(await isHealthy()).toBe(false), { timeout: 30_000, interval: 100 })
  },
)

test.skipIf(process.platform !== 'linux')('a server that crashes is started again, and that is said', async () => {
  const crashed = serverPid()
  process.kill(crashed, 'SIGKILL')
  await vi.waitFor(() => expect(output).toContain('The server ended by SIGKILL; it is started again in 1 s.'), {
    timeout: 30_000,
  })
  await vi.waitFor(async () => expect(await isHealthy()).toBe(true), { timeout: 60_000, interval: 100 })
  expect(serverPid()).not.toBe(crashed)
})

test.skipIf(process.platform !== 'linux')('a server that is told to stop stays stopped, and that is said', async () => {
  process.kill(serverPid(), 'SIGTERM')
  await vi.waitFor(() => expect(output).toContain('The server was told to stop.'), { timeout: 30_000 })
  expect(await isHealthy()).toBe(false)
})
