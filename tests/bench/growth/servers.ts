import pg from 'pg'
import { startPostgres } from '../../support/postgres'
import { startServer, type TestServer } from '../../support/server'
import { familyBytes, familySeconds, processorSeconds, residentBytes } from '../fanout/processes'

/** What work has cost since some beginning. */
export interface Cost {
  /** Processor time, seconds. */
  readonly servers: number
  readonly database: number
  /** What the database wrote to its log, bytes. */
  readonly written: number
}

/** One server on SQLite, or some on one PostgreSQL. */
export interface Servers {
  readonly name: string
  readonly nodes: readonly TestServer[]
  cost(): Promise<Cost>
  /** Resident bytes of the largest server, and of the database. */
  memory(): { readonly server: number; readonly database: number }
  stop(): Promise<void>
}

const ENV = { AX_STREAMS_PER_ACCOUNT: '1000000', AX_RATE_PER_MINUTE: '1000000', AX_HEARTBEAT_MS: '60000' }

export async function onSqlite(): Promise<Servers> {
  const node = await startServer({ env: ENV })
  return {
    name: '1 on SQLite',
    nodes: [node],
    cost: async () => ({ servers: processorSeconds(node.pid), database: 0, written: 0 }),
    memory: () => ({ server: residentBytes(node.pid), database: 0 }),
    stop: async () => void (await node.stop()),
  }
}

export async function onPostgres(count: number): Promise<Servers> {
  const postgres = await startPostgres({ durable: true })
  const uri = await postgres.newDatabase()
  const env = { ...ENV, DATABASE_URI: uri, PAYLOAD_SECRET: 'one secret for all of them' }
  const first = await startServer({ env })
  const nodes = [first]
  while (nodes.length < count) nodes.push(await startServer({ env, station: null, signedIn: first }))
  const side = new pg.Client({ connectionString: uri })
  await side.connect()
  return {
    name: `${count} on PostgreSQL`,
    nodes,
    async cost() {
      const { rows } = await side.query("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes")
      const servers = nodes.reduce((sum, { pid }) => sum + processorSeconds(pid), 0)
      return { servers, database: familySeconds(postgres.pid), written: Number(rows[0].bytes) }
    },
    memory: () => ({
      server: Math.max(...nodes.map(({ pid }) => residentBytes(pid))),
      database: familyBytes(postgres.pid),
    }),
    async stop() {
      await side.end()
      await Promise.all(nodes.map((node) => node.stop()))
      await postgres.close()
    },
  }
}
