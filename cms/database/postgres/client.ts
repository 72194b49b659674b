import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import pg from 'pg'
import { OutcomeUnknownError, StorageFailedError } from '../errors'
import type { LogPosition } from '../log-writing'
import type { Run } from '../statements'
import type { AloneWork } from '../turns'
import { cut, ForgottenConnections } from './forgotten'
import { isSame, LIFE, meetStorage, SIGN_HEAD, type Storage, storageOf } from './lineage'
import { connectionName, Servers } from './servers'
import { ToldHeads } from './told-heads'

type Log = Pick<Payload['logger'], 'error' | 'warn'>

/** Transactions and views that may be open at a time. */
const MOST_OPEN = 10
/** Connections for single statements, which wait for nobody: a transaction may ask them while others wait for it. */
const MOST_SINGLE = 6
/** How long it is asked what became of a commit whose answer was lost. */
const ASKED_FOR_MS = 10_000

const LIMITS = {
  connectionTimeoutMillis: 5_000,
  // A server that hangs, or is gone without a word, must not hold a site for long, nor one that waits.
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 4_000,
  // Where not even the database can be asked, as on a way that leads nowhere, there would be no answer for a quarter of an hour.
  query_timeout: 20_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  // The database's side of the same: else a server that is gone keeps its connections for two hours.
  options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
}
const UNHURRIED = {
  ...LIMITS,
  lock_timeout: undefined,
  idle_in_transaction_session_timeout: undefined,
  query_timeout: undefined,
}
/** Undoing waits for nobody. */
const ROLLBACK_WITHIN_MS = 3_000

/** Numbers of Postgres that JavaScript has room for, as numbers. */
const NUMBERS = new Set<number>([pg.types.builtins.NUMERIC, pg.types.builtins.INT8])
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    NUMBERS.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

/** `?1` as Postgres writes it, and a name under which a connection prepares the statement once. */
const prepared = new Map<string, { readonly name: string; readonly text: string }>()
const MOST_PREPARED = 500

function prepare(sql: string) {
  const known = prepared.get(sql)
  if (known) return known
  if (prepared.size >= MOST_PREPARED) return { text: sql.replace(/\?(\d+)/g, '$$$1') }
  const made = { name: `ax-${prepared.size}`, text: sql.replace(/\?(\d+)/g, '$$$1') }
  prepared.set(sql, made)
  return made
}

interface Queried {
  query(statement: pg.QueryConfig): Promise<pg.QueryResult>
}

const running =
  (connection: Queried): Run =>
  async <Row>(sql: string, values: readonly unknown[]) =>
    (await connection.query({ ...prepare(sql), values: [...values], types })).rows as Row[]

/** By what the database knows a transaction, and in which of its lives (`LIFE`). */
export interface Mark {
  readonly xid: string
  readonly life: string
}

const WRITTEN_AS = `SELECT xid IS NOT NULL AS "isWriter", xid, ${LIFE} AS life
  FROM (SELECT pg_current_xact_id_if_assigned()::text AS xid) own`
/** A commit that was answered before it was on the disk would be gone after a crash, and nobody could tell. */
const DURABLE = `SELECT pg_backend_pid() AS pid, CASE current_setting('synchronous_commit')
  WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END`
const STATUS = `SELECT pg_xact_status(?1::text::xid8) AS status, ${LIFE} AS life`

/** A transaction under way; one of the two ends it. */
export class OpenTransaction {
  readonly run: Run
  /** Tenants whose turn this has. */
  readonly locked = new Set<string>()
  /** By what the database knows it; `null`: it has written nothing yet that we know of. */
  mark: Mark | null = null
  /** Something of it was written between savepoints. */
  inParts = false
  /** How far its logs are once it is committed. */
  readonly heads: LogPosition[] = []

  constructor(
    readonly connection: pg.PoolClient,
    private readonly client: PostgresClient,
  ) {
    this.run = running(connection)
  }

  /** @throws where it was not committed, or where nobody can say */
  async commit(): Promise<void> {
    const { connection, client } = this
    try {
      if (this.inParts) for (const tenant of this.locked) await this.run(SIGN_HEAD, [tenant])
      this.mark ??= await this.writtenAs()
    } catch (error) {
      connection.release(true)
      throw new StorageFailedError(error)
    }
    let answer: pg.QueryResult
    try {
      answer = await connection.query('COMMIT')
    } catch (error) {
      connection.release(true)
      // With a code it was the database that refused; without, its answer was lost.
      if (error instanceof pg.DatabaseError && !isLostConnection(error)) throw new StorageFailedError(error)
      if (!this.mark) return
      await client.askWhetherCommitted(this.mark, error)
      this.tellHeads()
      return
    }
    connection.release()
    // An aborted transaction answers so, without an error.
    if (answer.command !== 'COMMIT') throw new StorageFailedError(new Error(`COMMIT was answered ${answer.command}`))
    this.tellHeads()
  }

  private tellHeads(): void {
    for (const head of this.heads) this.client.told.tell(head)
  }

  async rollback(): Promise<void> {
    try {
      const undo: pg.QueryConfig & pg.ClientConfig = { text: 'ROLLBACK', query_timeout: ROLLBACK_WITHIN_MS }
      await this.connection.query(undo)
      this.connection.release()
    } catch {
      // With the connection the transaction is gone.
      this.connection.release(true)
    }
  }

  private async writtenAs(): Promise<Mark | null> {
    const [row] = await this.run<Mark & { readonly isWriter: boolean }>(WRITTEN_AS, [])
    return row?.isWriter ? row : null
  }
}

/** Connections to one PostgreSQL, none of which ends the process when it is lost. */
export class PostgresClient {
  private open: pg.Pool
  readonly single: pg.Pool
  readonly run: Run
  readonly told = new ToldHeads()
  private readonly servers = new Servers(randomUUID().slice(0, 13))
  private readonly name = connectionName(this.servers.own)
  /** Which storage the database is on and which of its lives this is, as last met; `null` from when another is met. */
  private storage: Storage | null = null
  /** Those that it was on before. */
  private left: Storage[] = []
  private meeting: Promise<void> | null = null
  private meetings = 0
  /** Connections, and which storage each is to; `null`: to one that was not made yet. */
  private readonly connections = new Map<pg.ClientBase, Storage | null>()
  private readonly forgotten: ForgottenConnections

  constructor(
    private readonly uri: string,
    private readonly log: () => Log,
  ) {
    const config = { ...LIMITS, connectionString: uri, application_name: this.name }
    this.forgotten = new ForgottenConnections(config, log)
    this.open = this.pool(MOST_OPEN)
    this.single = this.pool(MOST_SINGLE)
    this.run = running(this.single)
  }

  private pool(max: number, limits: pg.PoolConfig = LIMITS): pg.Pool {
    const made = new pg.Pool({
      ...limits,
      connectionString: this.uri,
      application_name: this.name,
      max,
      onConnect: (connection) => this.meet(connection),
    })
    made.on('error', (err) => this.log().warn({ err, msg: 'A connection to the database was lost' }))
    this.forgotten.follow(made)
    return made
  }

  /** Lets transactions begun meanwhile take as long as they like over a statement, as migrations of much data do. */
  async unhurried(does: () => Promise<void>): Promise<void> {
    const usual = this.open
    this.open = this.pool(MOST_OPEN, UNHURRIED)
    try {
      await does()
    } finally {
      await this.open.end()
      this.open = usual
    }
  }

  async begin(how: string): Promise<OpenTransaction> {
    let connection: pg.PoolClient
    try {
      connection = await this.open.connect()
    } catch (error) {
      throw new StorageFailedError(error)
    }
    try {
      await connection.query(`BEGIN ${how}`)
    } catch (error) {
      connection.release(true)
      throw new StorageFailedError(error)
    }
    return new OpenTransaction(connection, this)
  }

  /** A connection of its own, for what lasts. */
  lasting(): pg.Client {
    const connection = new pg.Client({
      ...UNHURRIED,
      connectionString: this.uri,
      application_name: this.name,
    })
    connection.on('error', () => undefined)
    return connection
  }

  /** @throws where the transaction was not committed, or where nobody can say */
  async askWhetherCommitted({ xid, life }: Mark, cause: unknown): Promise<void> {
    const until = performance.now() + ASKED_FOR_MS
    while (performance.now() < until) {
      const found = await this.statusOf(xid).catch(() => null)
      // A number that was given out again was never committed for the first who had it.
      if (found?.status === 'aborted') throw new StorageFailedError(cause)
      if (found?.status === 'committed') {
        if (found.life === life) return
        // It may be another transaction's that got the number.
        break
      }
      await sleep(200)
    }
    throw new OutcomeUnknownError(cause)
  }

  private async statusOf(xid: string): Promise<{ status: string | null; life: string } | undefined> {
    const [row] = await this.run<{ status: string | null; life: string }>(STATUS, [xid])
    return row
  }

  /** Does the work while no other server does it; `start` waits for its turn, anything else is left out. */
  async alone(work: AloneWork, does: () => Promise<void>): Promise<void> {
    const connection = this.lasting()
    await connection.connect()
    try {
      const how = work === 'start' ? 'pg_advisory_lock' : 'pg_try_advisory_lock'
      const { rows } = await connection.query(`SELECT ${how}(hashtext($1), 3710) AS taken`, [work])
      if (rows[0].taken !== false) await does()
    } finally {
      await connection.end().catch(() => undefined)
    }
  }

  /** Looks at the storage again, by a way that is there: what it lacked before may be there now. */
  async meetAnew(): Promise<void> {
    const connection = new pg.Client({ ...LIMITS, connectionString: this.uri, application_name: this.name })
    connection.on('error', () => undefined)
    await connection.connect()
    try {
      await this.meet(connection)
    } finally {
      await connection.end().catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    await this.open.end()
    await this.servers.leave(this.single).catch(() => undefined)
    await this.single.end()
    this.forgotten.close()
  }

  /**
   * Before a new connection is used: its commits are on the disk when they are answered, whatever its operator chose for others;
   * and a database that was promoted or put back may have lost what readers were told.
   */
  private async meet(connection: pg.ClientBase): Promise<void> {
    connection.on('error', () => undefined)
    const { rows } = await connection.query<{ pid: number }>(DURABLE)
    if (rows[0]) this.forgotten.watch(connection, rows[0].pid)
    connection.once('end', () => this.connections.delete(connection))
    for (let looks = 1; ; looks += 1) {
      const { meetings } = this
      const storage = await storageOf(connection)
      this.connections.set(connection, storage)
      if (storage === null) return
      if (isSame(storage, this.storage)) break
      if (looks === 2) throw new Error('The database has become another one meanwhile.')
      // Where another was met while this one was asked, it may be of before: it is asked once more.
      if (this.meeting === null && meetings !== this.meetings) continue
      this.meeting ??= this.meetStorage(connection, storage).finally(() => {
        this.meeting = null
      })
      await this.meeting
    }
    await this.servers.say(connection)
  }

  private async meetStorage(connection: pg.ClientBase, storage: Storage): Promise<void> {
    // What the former answers late is not told any more, nor is it asked again: this server says now what it has told.
    this.meetings += 1
    if (this.storage !== null) this.left.push(this.storage)
    // At the first, those of before it was made are the ones that make it.
    if (this.left.length > 0) for (const [former, its] of this.connections) if (!isSame(its, storage)) cut(former)
    this.storage = null
    this.servers.move()
    const { own, said } = this.servers
    const isBack = this.left.some((left) => isSame(left, storage))
    const meeting = { own, said, told: this.told, isWitness: this.left.length > 0, isBack, log: this.log() }
    await meetStorage(connection, storage.name, meeting)
    this.storage = await storageOf(connection)
    this.servers.keep(this.single)
  }
}

const LOST = /^(08|57P0)/

/** Whether the connection, not the statement, is the trouble. */
function isLostConnection({ code }: pg.DatabaseError): boolean {
  return LOST.test(code ?? '')
}
