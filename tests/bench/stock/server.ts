import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getPayload } from 'payload'
import { freePort } from '../../support/free-port'
import { stockConfig, type Way } from './config'

const HERE = import.meta.dirname
const ENTRY = join(HERE, '.next/standalone/tests/bench/stock/server.js')
const ACCOUNT = { email: 'owner@example.test', password: 'correct horse battery' }
const SECRET = 'of a server that lives as long as its measurement'

/** Payload with nothing of ours but the collection of orders, served by Next as `next build` makes it. */
export interface StockServer {
  readonly pid: number
  /** REST call as its one account; throws on any status but 2xx. */
  rest<T>(method: string, path: string, body: unknown): Promise<T>
  stop(): Promise<void>
}

/** Starts it on tables of its own; it has to be built. */
export async function startStock(way: Way): Promise<StockServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ax-stock-'))
  const env = { DATABASE_URI: `file:${join(folder, 'stock.db')}`, PAYLOAD_SECRET: SECRET, STOCK_WAY: way }
  cpSync(await tables(), folder, { recursive: true })
  const port = await freePort()
  const child = spawn(process.execPath, [ENTRY], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', HOSTNAME: '127.0.0.1', PORT: String(port), ...env },
  })
  const url = `http://127.0.0.1:${port}`
  const token = await signIn(url, child)
  return {
    pid: child.pid as number,
    async rest<T>(method: string, path: string, body: unknown) {
      const headers = { Authorization: `JWT ${token}`, 'Content-Type': 'application/json' }
      const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function buildStock(): void {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  const { status } = spawnSync(process.execPath, [next, 'build', HERE, '--turbopack'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (status !== 0) throw new Error('The stock server could not be built.')
}

let made: Promise<string> | undefined

/** A folder with a database of its tables, which outside of production Payload makes itself, once in a process. */
function tables(): Promise<string> {
  made ??= makeTables()
  return made
}

async function makeTables(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ax-stock-'))
  const config = stockConfig(`file:${join(folder, 'stock.db')}`, SECRET, 'stock')
  const payload = await getPayload({ config, key: 'stock' })
  await payload.create({ collection: 'users', data: ACCOUNT as never })
  await payload.destroy()
  return folder
}

async function signIn(url: string, child: ChildProcess): Promise<string> {
  const body = JSON.stringify(ACCOUNT)
  const headers = { 'Content-Type': 'application/json' }
  while (child.exitCode === null) {
    const response = await fetch(`${url}/api/users/login`, { method: 'POST', headers, body }).catch(() => null)
    if (response?.ok) return ((await response.json()) as { token: string }).token
    if (response) throw new Error(`The stock server let nobody in: ${response.status} ${await response.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The stock server ended.')
}
