import { randomUUID } from 'node:crypto'
import type { Client, Notification } from 'pg'
import { z } from 'zod'
import { type HintListener, MISSED_EVERY } from '../hints'
import type { PostgresClient } from './client'

const LOGS = 'ax_logs'
const SIGN_INS = 'ax_sign_ins'

/** Hints of logs are gathered for this long: each NOTIFY is a transaction of its own. */
const GATHERED_MS = 25
/** Postgres takes less than 8000 bytes. */
const MOST_BYTES = 7_000
const TICK_MS = 1_000
/** In ticks: how often the logs are looked at with and without the line. */
const LOOK_EVERY = { listening: 5, deaf: 2 }
/** At each tick the line is asked whether it is still there. */
const PROBE_TIMEOUT_MS = 2_000

/** `names`: of sites or of accounts and sessions; `null`: too many to name. */
const hintSchema = z.object({ from: z.string(), names: z.array(z.string()).nullable() })

/** `null`: from somebody else, or from a server of another version. */
function readHint(payload: string): z.infer<typeof hintSchema> | null {
  try {
    return hintSchema.parse(JSON.parse(payload))
  } catch {
    return null
  }
}

/**
 * Word to and from the other servers on the same database: one connection listens. What it misses while it is down, and
 * what was never sent because its sender died, is found by looking.
 */
export class HintLine {
  private readonly own = randomUUID()
  private readonly gathered = new Set<string>()
  private gathering: NodeJS.Timeout | undefined
  private listener: HintListener | null = null
  private connection: Client | null = null
  private ticking: NodeJS.Timeout | undefined
  private ticks = 0
  private deafTicks = 0
  private wasLost = false
  private probed: Promise<void> | null = null
  private listening = false

  constructor(private readonly client: PostgresClient) {}

  async listen(listener: HintListener): Promise<() => Promise<void>> {
    this.listener = listener
    this.ticking = setInterval(() => this.tick(), TICK_MS)
    await this.connect()
    return async () => {
      this.listener = null
      clearInterval(this.ticking)
      if (this.gathering) {
        clearTimeout(this.gathering)
        await this.send()
      }
      await this.connection?.end().catch(() => undefined)
    }
  }

  tellLogs(tenants: Iterable<string>): void {
    for (const tenant of tenants) this.gathered.add(tenant)
    this.gathering ??= setTimeout(() => void this.send(), GATHERED_MS)
  }

  /** The statement that tells with its transaction. */
  signIn(name: string): { sql: string; args: string[] } {
    return { sql: 'SELECT pg_notify(?1, ?2)', args: [SIGN_INS, this.hint([name])] }
  }

  private hint(names: readonly string[]): string {
    const hint = JSON.stringify({ from: this.own, names })
    return Buffer.byteLength(hint) < MOST_BYTES ? hint : JSON.stringify({ from: this.own, names: null })
  }

  private async send(): Promise<void> {
    this.gathering = undefined
    const hint = this.hint([...this.gathered])
    this.gathered.clear()
    // Lost: the others look by themselves.
    await this.client.run('SELECT pg_notify(?1, ?2)', [LOGS, hint]).catch(() => undefined)
  }

  private async connect(): Promise<void> {
    const connection = this.client.lasting()
    this.connection = connection
    connection.on('end', () => this.lose(connection))
    connection.on('notification', (notification) => this.hear(notification))
    try {
      await connection.connect()
      await connection.query(`LISTEN ${LOGS}`)
      await connection.query(`LISTEN ${SIGN_INS}`)
      // It may have been promoted: others wait for this server to say that what it told is there, though nobody asks it anything.
      if (this.wasLost) await this.client.meetAnew()
      this.listening = true
    } catch {
      this.lose(connection)
      return
    }
    if (this.wasLost) this.listener?.missed()
    // After the LISTEN: what was committed before it is found here, what comes after it is heard.
    this.listener?.look()
  }

  private lose(connection: Client): void {
    if (this.connection !== connection) return
    this.connection = null
    this.listening = false
    this.wasLost = true
    // One that no longer answers would not end by itself.
    connection.end().catch(() => undefined)
  }

  private tick(): void {
    this.ticks += 1
    if (!this.connection) void this.connect()
    else if (this.listening) this.probe(this.connection)
    this.deafTicks = this.listening ? 0 : this.deafTicks + 1
    if (this.deafTicks > 0 && this.deafTicks % MISSED_EVERY === 0) this.listener?.missed()
    if (this.ticks % (this.listening ? LOOK_EVERY.listening : LOOK_EVERY.deaf) === 0) this.listener?.look()
  }

  /** A line that was cut in between says nothing, for hours. */
  private probe(connection: Client): void {
    if (this.probed) return
    // Where the process itself was busy for so long, the answer may lie unread: it is read before the line is given up.
    const late = setTimeout(() => setImmediate(() => this.probed === asked && this.lose(connection)), PROBE_TIMEOUT_MS)
    const asked = connection
      .query('SELECT 1')
      .then(
        () => undefined,
        () => this.lose(connection),
      )
      .finally(() => {
        clearTimeout(late)
        this.probed = null
      })
    this.probed = asked
  }

  private hear({ channel, payload = '' }: Notification): void {
    const hint = readHint(payload)
    if (hint?.from === this.own) return
    // Whatever was not named, or not in words that are known here, is found by looking.
    if (channel === SIGN_INS) hint?.names ? this.listener?.signIns(hint.names) : this.listener?.missed()
    else hint?.names ? this.listener?.logs(hint.names) : this.listener?.look()
  }
}
