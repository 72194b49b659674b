import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { COMPILED } from '@/scripts/setup/compiled.mjs'
import { onMongo, onPostgres } from './chosen-database'
import { layFirstData } from './first-data'
import { freePort } from './free-port'
import { newMongoDatabase } from './mongodb'
import { changeOrder, makeOrder, type OrderFields, type OrderRow } from './orders'
import { MOVED_CLOCK, type SiteClock } from './site-clock'
import { firstPostgresDatabase, knownDatabase, newPostgresDatabase, rememberDatabase, SECRET } from './test-databases'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** The built server. */
export const SERVER_ENTRY = path.join(ROOT, 'cms/.next/standalone/cms/main.js')
const START_WITHIN_MS = 90_000
/** What the code of servers is kept compiled by, and where; a new build begins it anew. */
const COMPILED_CODE = path.join(import.meta.dirname, 'compiled-code.cjs')
const COMPILED_CODE_KEPT = path.join(ROOT, COMPILED, 'functions')

/** The first administrator's. */
export const ADMIN_EMAIL = 'owner@example.test'
export const ADMIN_PASSWORD = 'correct horse battery'

/** What a first start goes by. */
const OF_A_FIRST_START = ['AX_ADMIN_EMAIL', 'AX_ADMIN_PASSWORD', 'AX_DEMO', 'DATABASE_URI', 'PAYLOAD_SECRET']
/** The administrator's newest token by data directory: a sign-in costs a quarter of a second of hashing. */
const tokens = new Map<string, string>()

export interface ServerOptions {
  /** Kept after `stop`, so that a second server can be started on it. Default: a new temporary one, removed by `stop`. */
  readonly dataDir?: string
  /** In an empty folder it makes its data itself, as on a new machine. Default: it finds what a first start leaves. */
  readonly firstStart?: true
  /** Of an earlier server, to come back at its place. Default: one that this process alone was given. */
  readonly port?: number
  /** Another build of the server than the newest. */
  readonly entry?: string
  readonly env?: Readonly<Record<string, string>>
  /** No file the server writes may become larger (not on Windows): a full disk, without filling one. */
  readonly maxFileBytes?: number
  /** Whoever signed in to an earlier server on the same data; on a full disk nobody can. Default: signs in. */
  readonly signedIn?: SignedIn
  /** Whose time it goes by. Default: the machine's. */
  readonly clock?: SiteClock
  /** Station provisioned at start; `null`: none. Default: a cashier's. */
  readonly station?: null | { name: string; role: 'bay' | 'cashier' | 'board'; bay?: string; tenant?: string }
}

export interface TestServer {
  readonly url: string
  readonly port: number
  readonly dataDir: string
  readonly pid: number
  /** JWT of the first administrator, and the cookie a browser has it in. */
  readonly adminToken: string
  readonly cookieName: string
  /** API key of the provisioned station. */
  readonly stationKey: string
  /** Everything the server printed. */
  output(): string
  /** Headers of the administrator; merge them into `fetch`. */
  asAdmin(): Record<string, string>
  asStation(key?: string): Record<string, string>
  /** REST call as the administrator with a JSON body; throws on any status but 2xx. */
  rest<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>
  /** A new order, and a change of one, by the roads that are open (orders.ts). */
  createOrder(fields?: OrderFields): Promise<OrderRow>
  updateOrder(order: OrderRow, change: OrderFields): Promise<void>
  /** SIGTERM; resolves with the exit code once the process is gone. */
  stop(): Promise<number | null>
  /** `kill -9`; the data directory is kept, whoever made it. */
  kill9(): Promise<void>
}

/** Starts the built server. The build must exist: `node scripts/build-server.mjs`. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  if (!fs.existsSync(SERVER_ENTRY)) throw new Error('The server is not built; run: node scripts/build-server.mjs')
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'ax-server-'))
  const database = await databaseFor(options, dataDir)
  const { station = { name: 'desk', role: 'cashier' } } = options
  const [command, args] = commandLine(options.entry ?? SERVER_ENTRY, options)
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: path.join(ROOT, COMPILED),
      AX_COMPILED_CODE: COMPILED_CODE_KEPT,
      AX_DATA_DIR: dataDir,
      AX_PORT: String(options.port ?? (await freePort())),
      AX_ADMIN_EMAIL: ADMIN_EMAIL,
      AX_ADMIN_PASSWORD: ADMIN_PASSWORD,
      ...(station && { AX_PROVISION_STATION: JSON.stringify(station) }),
      ...database,
      ...options.clock?.environment,
      ...options.env,
    },
  })
  options.clock?.follows(child, (moveClock) => moved(child, moveClock))
  let output = ''
  child.stdout?.on('data', (part) => {
    output += part
  })
  child.stderr?.on('data', (part) => {
    output += part
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  void exited.then(() => options.clock?.leave(child))
  const { url, stationKey } = await readiness(child, () => output)
  const { adminToken, cookieName } = options.signedIn ?? (await goOn(url, tokens.get(dataDir))) ?? (await signIn(url))
  tokens.set(dataDir, adminToken)
  const asAdmin = () => ({ Authorization: `JWT ${adminToken}` })
  async function rest<T>(method: string, pathname: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}${pathname}`, {
      method,
      headers: { ...asAdmin(), 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${pathname}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }
  const site = { url, asAdmin, rest }
  return {
    url,
    port: Number(new URL(url).port),
    dataDir,
    pid: child.pid as number,
    adminToken,
    cookieName,
    stationKey,
    output: () => output,
    asAdmin,
    asStation: (key = stationKey) => ({ Authorization: `stations API-Key ${key}` }),
    rest,
    createOrder: (fields = {}) => makeOrder(site, fields),
    updateOrder: (order, change) => changeOrder(site, order, change),
    async stop() {
      child.kill('SIGTERM')
      const code = await exited
      if (!options.dataDir) fs.rmSync(dataDir, { recursive: true, force: true })
      return code
    },
    async kill9() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Lays what a first start leaves, unless it has data or is to make them itself. @returns what says where the data are */
async function databaseFor(options: ServerOptions, dataDir: string): Promise<Record<string, string>> {
  const build = path.resolve(fs.realpathSync(SERVER_ENTRY), '../..')
  if (onMongo && !options.env?.DATABASE_URI) {
    const uri = knownDatabase(dataDir) ?? newMongoDatabase()
    rememberDatabase(dataDir, uri)
    return { DATABASE_URI: uri, PAYLOAD_SECRET: SECRET, AX_MONGODB: 'unproven' }
  }
  if (!onPostgres || options.env?.DATABASE_URI) {
    const isEmpty = !fs.existsSync(dataDir) || fs.readdirSync(dataDir).length === 0
    if (isEmpty && !makesItsData(options)) tokens.set(dataDir, await layFirstData(dataDir, build, firstData))
    return {}
  }
  let uri = knownDatabase(dataDir)
  if (!uri && makesItsData(options)) uri = await newPostgresDatabase()
  if (!uri) {
    const made = await firstPostgresDatabase(path.basename(build), firstDatabase)
    uri = made.uri
    tokens.set(dataDir, made.token)
  }
  rememberDatabase(dataDir, uri)
  return { DATABASE_URI: uri, PAYLOAD_SECRET: SECRET }
}

/** It is to make what a copy would not be. */
const makesItsData = ({ firstStart, entry, env = {} }: ServerOptions): boolean =>
  firstStart === true || entry !== undefined || OF_A_FIRST_START.some((name) => name in env)

async function firstData(dataDir: string): Promise<string> {
  const server = await startServer({ dataDir, firstStart: true, station: null })
  await server.stop()
  await leaveCompiledCode()
  return server.adminToken
}

/** A server does what most servers of tests do, and leaves its code as it is then; one for all processes. */
async function leaveCompiledCode(): Promise<void> {
  try {
    fs.mkdirSync(`${COMPILED_CODE_KEPT}-making`)
  } catch {
    return
  }
  const server = await startServer({ firstStart: true, env: { AX_COMPILED_CODE_MADE: 'yes' } })
  await server.createOrder({ totalAmount: 1500, stage: 'billed', paidAmount: 1500, paymentStatus: 'cash' })
  const session = { Cookie: `${server.cookieName}=${server.adminToken}` }
  for (const address of ['/sign-in', '/dashboard', '/station', '/api/orders?limit=1', '/api/v1/sync/snapshot']) {
    const answer = await fetch(server.url + address, { headers: session })
    await answer.text()
  }
  const stream = await fetch(`${server.url}/api/v1/sync/events`, { headers: server.asStation() })
  await stream.body?.getReader().read()
  await server.stop()
}

async function firstDatabase(uri: string): Promise<string> {
  const server = await startServer({ env: { DATABASE_URI: uri, PAYLOAD_SECRET: SECRET }, station: null })
  await server.stop()
  return server.adminToken
}

function moved(child: ChildProcess, moveClock: number): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', function answered({ type }: { type: string }) {
      if (type !== 'clockMoved') return
      child.off('message', answered)
      resolve()
    })
    child.send({ moveClock })
  })
}

function commandLine(entry: string, { maxFileBytes, clock }: ServerOptions): [string, string[]] {
  const first = ['-r', COMPILED_CODE, ...(clock ? ['-r', MOVED_CLOCK] : [])]
  if (maxFileBytes === undefined) return [process.execPath, [...first, entry]]
  // Counted in blocks of 512 bytes by sh, of 1024 by bash.
  const script = `ulimit -f ${Math.floor(maxFileBytes / 1024)} && exec "$0" "$1"`
  return ['bash', ['-c', script, process.execPath, entry]]
}

function readiness(child: ChildProcess, output: () => string): Promise<{ url: string; stationKey: string }> {
  return new Promise((resolve, reject) => {
    let stationKey = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The server was not ready within ${START_WITHIN_MS} ms. It printed:\n${output()}`))
    }, START_WITHIN_MS)
    child.on('message', (message: { type: string; url: string; apiKey?: string }) => {
      if (message.type === 'provisioned') stationKey = message.apiKey ?? ''
      if (message.type !== 'ready') return
      clearTimeout(timer)
      resolve({ url: message.url, stationKey })
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The server ended with code ${code} before it was ready. It printed:\n${output()}`))
    })
  })
}

type SignedIn = Pick<TestServer, 'adminToken' | 'cookieName'>

const cookieNameOf = (response: Response) => response.headers.get('set-cookie')?.split('=', 1)[0] ?? ''

/** Goes on with a session, if it lives; `null` where the database knows nothing of it. */
async function goOn(url: string, token: string | undefined): Promise<SignedIn | null> {
  if (!token) return null
  const response = await fetch(`${url}/api/users/refresh-token`, {
    method: 'POST',
    headers: { Authorization: `JWT ${token}` },
  })
  if (!response.ok) return null
  const { refreshedToken } = (await response.json()) as { refreshedToken: string }
  return { adminToken: refreshedToken, cookieName: cookieNameOf(response) }
}

async function signIn(url: string): Promise<SignedIn> {
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: ADMIN_EMAIL, password: ADMIN_PASSWORD }),
  })
  const { token } = (await response.json()) as { token?: string }
  if (!token) throw new Error(`The administrator could not sign in: ${response.status}`)
  return { adminToken: token, cookieName: cookieNameOf(response) }
}
