import { Socket } from 'node:net'
import type { Payload } from 'payload'
import pg from 'pg'

/** In milliseconds: how often connections are looked at, and how long an answer may take before the database is asked about it. */
const LOOKED_EVERY = 1_000
const ASKED_AFTER = 2_000

/** The question goes by a connection of its own, and must not wait long either. */
const QUESTION = { connectionTimeoutMillis: 2_000, query_timeout: 2_000 }

/** Whose statement is being done, and whose answer may still be on its way; what may not be seen is taken as the one. */
const BUSY = `SELECT pid FROM pg_stat_activity WHERE pid = ANY($1)
  AND (coalesce(state, '') NOT LIKE 'idle%' OR clock_timestamp() - state_change < interval '1 second')`

interface Watched {
  /** What the database calls its side of it. */
  readonly pid: number
  readonly socket: Socket
  /** What had been sent when the last statement was answered. */
  answered: number
  /** Nothing has come since then, though an answer is due; by the clock of `performance`. */
  due: { readonly since: number; readonly received: number } | null
  isInUse: boolean
}

/**
 * Finds connections on which nothing arrives any more and whose ends are not told, as a firewall leaves them that was
 * started again. By itself a process would wait for each in turn as long as a statement may take. The database knows:
 * where an answer is due that it is not at work on, the statement or its answer was lost.
 */
export class ForgottenConnections {
  readonly #watched = new Map<pg.ClientBase, Watched>()
  #looking: NodeJS.Timeout | undefined
  #asking = false

  /** @param config of a further connection to the same database */
  constructor(
    private readonly config: pg.ClientConfig,
    private readonly log: () => Pick<Payload['logger'], 'warn'>,
  ) {}

  /** From now on, a new connection of the pool's is looked after. */
  watch(connection: pg.ClientBase, pid: number): void {
    const stream = connection instanceof pg.Client ? connection.connection.stream : null
    if (!(connection instanceof pg.Client && stream instanceof Socket)) return
    const watched: Watched = { pid, socket: stream, answered: stream.bytesWritten, due: null, isInUse: true }
    this.#watched.set(connection, watched)
    // Before pg's own, which sends the next statement.
    connection.connection.prependListener('readyForQuery', () => {
      watched.answered = stream.bytesWritten
    })
    connection.once('end', () => this.#watched.delete(connection))
    this.#looking ??= setInterval(() => this.#look(), LOOKED_EVERY).unref()
  }

  /** Notes which connections of a pool lie idle. */
  follow(pool: pg.Pool): void {
    const note = (connection: pg.ClientBase, isInUse: boolean) => {
      const watched = this.#watched.get(connection)
      if (watched) watched.isInUse = isInUse
    }
    pool.on('acquire', (connection) => note(connection, true))
    pool.on('release', (_error, connection) => note(connection, false))
  }

  close(): void {
    clearInterval(this.#looking)
    this.#watched.clear()
  }

  #look(): void {
    const now = performance.now()
    for (const watched of this.#watched.values()) {
      const { socket, answered, due } = watched
      if (socket.bytesWritten === answered) watched.due = null
      else if (due?.received !== socket.bytesRead) watched.due = { since: now, received: socket.bytesRead }
    }
    const late = [...this.#watched.values()].filter(({ due }) => due && now - due.since >= ASKED_AFTER)
    if (late.length === 0 || this.#asking) return
    this.#asking = true
    this.#ask(late)
      // It cannot be reached at all, or is too busy to say.
      .catch(() => undefined)
      .finally(() => {
        this.#asking = false
      })
  }

  async #ask(late: readonly Watched[]): Promise<void> {
    const dues = late.map(({ due }) => due)
    const busy = await this.#busy(late.map(({ pid }) => pid))
    // What came while the database was asked, or lay unread before it, is seen by now.
    const isForgotten = (watched: Watched) => {
      const at = late.indexOf(watched)
      const { socket, answered, pid } = watched
      return at >= 0 && !busy.has(pid) && socket.bytesWritten !== answered && socket.bytesRead === dues[at]?.received
    }
    const those = (which: (watched: Watched) => boolean) =>
      [...this.#watched].filter(([, watched]) => which(watched)).map(([connection]) => connection)
    const forgotten = those(isForgotten)
    if (forgotten.length === 0) return
    // Those that lie idle went the same way. A new one costs less than to find that out with somebody's statement; and whoever
    // hears that his has failed and asks again must not be given one of them.
    const idle = those(({ isInUse }) => !isInUse)
    const ended = Promise.all(idle.map(end))
    this.log().warn({ msg: 'Connections to the database were forgotten, and are given up' })
    idle.forEach(cut)
    await ended
    forgotten.forEach(cut)
  }

  async #busy(pids: readonly number[]): Promise<ReadonlySet<number>> {
    const connection = new pg.Client({ ...this.config, ...QUESTION })
    connection.on('error', () => undefined)
    await connection.connect()
    try {
      const { rows } = await connection.query<{ pid: number }>(BUSY, [pids])
      return new Set(rows.map(({ pid }) => pid))
    } finally {
      await connection.end().catch(() => undefined)
    }
  }
}

/** `once` of Node's would fail with the error by which an idle one says that it was lost. */
const end = (connection: pg.ClientBase) => new Promise<void>((resolve) => void connection.once('end', resolve))

/** Ends a connection at once, with what is under way on it. */
export function cut(connection: pg.ClientBase): void {
  if (connection instanceof pg.Client) connection.connection.stream.destroy()
}
