import type { ClientBase, Pool } from 'pg'

/** In milliseconds: how often a server says that it is there, and for how long the others wait before they strike one off. */
const SAID_EVERY = 5_000
const STRUCK_AFTER = 15_000

/** Counts up with each time it is said. Of no site, as the server's own counters are. */
const SAY = `INSERT INTO counters (tenant, name, value, updated_at, created_at) VALUES ('*', 'server ' || $1, 1, now(), now())
  ON CONFLICT (tenant, name) DO UPDATE SET value = counters.value + 1, updated_at = now() RETURNING value::int`
const LIST = "SELECT substr(name, 8) AS server, value::int FROM counters WHERE tenant = '*' AND name LIKE 'server %'"
/** One that came back meanwhile has counted up; one that hangs still has its connections. */
const STRIKE = `DELETE FROM counters WHERE tenant = '*' AND name = 'server ' || $1 AND value = $2
  AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = $3)`
const LEAVE = "DELETE FROM counters WHERE tenant = '*' AND name = 'server ' || $1"

/** A server by its own name, and how often it has said that it is there. */
export interface Listed {
  readonly server: string
  readonly value: number
}

export async function listedServers(connection: ClientBase): Promise<readonly Listed[]> {
  return (await connection.query<Listed>(LIST)).rows
}

/** By what a server's connections are known to the database. */
export const connectionName = (server: string) => `ax-station ${server}`

/**
 * The list of the servers on a database, kept in it: after a promotion each of them has to say whether what it told is there.
 * A copy has all that was written before what it has last; so where it lacks a server that left or was struck off, it has all
 * that this one had told.
 */
export class Servers {
  #saidAt = Number.NEGATIVE_INFINITY
  #said = 0
  /** The others, by what they had counted when it was last another figure. */
  readonly #seen = new Map<string, { value: number; since: number }>()
  #saying: NodeJS.Timeout | undefined

  constructor(
    readonly own: string,
    private readonly every = SAID_EVERY,
    private readonly struckAfter = STRUCK_AFTER,
  ) {}

  /** How often it was said, as the database had it last. */
  get said(): number {
    return this.#said
  }

  /** On another database it was not said yet. */
  move(): void {
    this.#saidAt = Number.NEGATIVE_INFINITY
  }

  /** Says on a new connection that this server is there, if that was not done a moment ago. */
  async say(connection: ClientBase): Promise<void> {
    if (performance.now() - this.#saidAt >= this.every / 2) await this.#say(connection)
  }

  /** From now on says it again and again, and strikes off whoever is gone without a word. */
  keep(pool: Pool): void {
    this.#saying ??= setInterval(() => this.#look(pool).catch(() => undefined), this.every).unref()
  }

  /** Nothing more is told by this server. */
  async leave(pool: Pool): Promise<void> {
    clearInterval(this.#saying)
    this.#saying = undefined
    if (this.#said > 0) await pool.query(LEAVE, [this.own])
  }

  async #say(line: ClientBase | Pool): Promise<void> {
    const saidAt = performance.now()
    const { rows } = await line.query<{ value: number }>(SAY, [this.own])
    this.#saidAt = saidAt
    this.#said = rows[0]?.value ?? 0
  }

  async #look(pool: Pool): Promise<void> {
    await this.#say(pool)
    const rows = (await pool.query<Listed>(LIST)).rows.filter(({ server }) => server !== this.own)
    const known = new Map(this.#seen)
    this.#seen.clear()
    for (const { server, value } of rows) {
      const before = known.get(server)
      const seen = before?.value === value ? before : { value, since: performance.now() }
      this.#seen.set(server, seen)
      if (performance.now() - seen.since >= this.struckAfter)
        await pool.query(STRIKE, [server, value, connectionName(server)])
    }
  }
}
