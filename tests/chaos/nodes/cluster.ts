import pg from 'pg'
import { listedServers } from '@/cms/database/postgres/servers'
import { inTurn } from '../../support/balancer'
import { FaultProxy } from '../../support/fault-proxy'
import { startPostgres, type TestPostgres, type TestStandby } from '../../support/postgres'
import { startServer, type TestServer } from '../../support/server'

/** One server of several: its way to the database, and its port over all its lives. */
export interface Node {
  readonly port: number
  readonly database: FaultProxy
  life: TestServer
}

const STREAMS_AND_REQUESTS = { AX_STREAMS_PER_ACCOUNT: '1000000', AX_RATE_PER_MINUTE: '1000000' }

/** Several servers on one PostgreSQL, behind a balancer that leads each connection to the next of them. */
export class Cluster {
  /** Which of them is the database now. */
  primary: Pick<TestPostgres, 'port' | 'stop' | 'start' | 'ask'>

  private constructor(
    readonly postgres: TestPostgres,
    readonly nodes: readonly Node[],
    readonly balancer: Awaited<ReturnType<typeof inTurn>>,
    private readonly name: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {
    this.primary = postgres
  }

  static async start(count: number, { standbys = 0 } = {}): Promise<Cluster> {
    const postgres = await startPostgres({ standbys })
    const uri = new URL(await postgres.newDatabase())
    const env = { PAYLOAD_SECRET: 'one secret for all of them', AX_HEARTBEAT_MS: '1000', ...STREAMS_AND_REQUESTS }
    const nodes: Node[] = []
    for (let place = 0; place < count; place += 1) {
      const database = await FaultProxy.start(`http://127.0.0.1:${uri.port}`)
      const first = nodes[0]?.life
      const more = first ? { station: null, signedIn: first } : {}
      const life = await startServer({ env: { ...env, DATABASE_URI: throughProxy(database, uri.pathname) }, ...more })
      nodes.push({ port: life.port, database, life })
    }
    const balancer = await inTurn(nodes.map(({ port }) => port))
    return new Cluster(postgres, nodes, balancer, uri.pathname, env)
  }

  /** Where everybody goes. */
  get url(): string {
    return this.balancer.url
  }

  /** The database itself, past all faults. */
  get uri(): string {
    return `postgres://postgres@127.0.0.1:${this.primary.port}${this.name}`
  }

  /** How many servers the database has on its list. */
  async listed(): Promise<number> {
    const client = new pg.Client({ connectionString: this.uri })
    await client.connect()
    try {
      return (await listedServers(client)).length
    } finally {
      await client.end()
    }
  }

  asAdmin(): Record<string, string> {
    return (this.nodes[0] as Node).life.asAdmin()
  }

  /** Starts a server that has ended where it was. */
  async startAgain(node: Node): Promise<void> {
    const env = { ...this.env, DATABASE_URI: throughProxy(node.database, this.name) }
    node.life = await startServer({ port: node.port, env, station: null, signedIn: node.life })
  }

  /** All servers go on with this copy, which is promoted; what follows it from now on follows the new one. */
  async promote(standby: TestStandby): Promise<void> {
    await standby.promote()
    this.primary = standby
    for (const { database } of this.nodes) database.redirect(standby.port)
    for (const other of this.postgres.standbys) if (other !== standby) other.network.redirect(standby.port)
  }

  async stop(): Promise<void> {
    await this.balancer.stop()
    await Promise.all(this.nodes.map(({ life }) => life.kill9()))
    for (const { database } of this.nodes) await database.stop()
    await this.postgres.close()
  }
}

const throughProxy = ({ port }: FaultProxy, name: string) => `postgres://postgres@127.0.0.1:${port}${name}`
