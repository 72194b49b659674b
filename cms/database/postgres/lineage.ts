import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { ClientBase } from 'pg'
import type { LogPosition } from '../log-writing'
import { listedServers } from './servers'
import type { ToldHeads } from './told-heads'

/** Which storage it is (a copy elsewhere has another number) and which of its lives (a promotion begins another). */
const STORAGE = `SELECT format('storage %s %s %s', system.system_identifier,
    CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END,
    (SELECT oid FROM pg_database WHERE datname = current_database())) AS storage,
  to_regclass('counters') IS NOT NULL AND to_regproc('ax_note_writer') IS NOT NULL AS made
  FROM pg_control_system() system`

/**
 * Changes with each crash and each promotion, after which the number of a transaction may be given out again, for what was not on
 * the disk is forgotten with its number; and with each checkpoint besides.
 */
export const LIFE = `(SELECT format('%s %s', substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), checkpoint_lsn)
  FROM pg_control_checkpoint())`

/** A new name for the life of a log. */
const NEW_EPOCH = 'substr(md5(gen_random_uuid()::text), 1, 10)'

/** A row that the server wrote itself carries the number of the transaction that wrote it; one that was put back does not. */
const PUT_BACK = 'xmin::text::bigint <> written::text::bigint % 4294967296'

/**
 * What a part of a transaction (a savepoint) wrote carries a number of the part, by which nobody can tell whose it is: before
 * the commit the head is written once more by the whole.
 */
export const SIGN_HEAD = `UPDATE sync_heads SET updated_at = updated_at WHERE tenant = ?1 AND ${PUT_BACK}`

const RENEW = `UPDATE sync_heads SET epoch = ${NEW_EPOCH}, updated_at = now()
  WHERE head > 0 AND ($1 OR ${PUT_BACK}) RETURNING tenant`

/** How the logs went on when a storage was first met, as the row of its name says. */
const AS_BEFORE = 1
const ANEW = 2
type Went = typeof AS_BEFORE | typeof ANEW

/** In milliseconds: how long servers wait for one another. Whoever asks for a connection meanwhile waits somewhat longer. */
const HEARD_WITHIN = 4_000
const LOOKED_EVERY = 100

const LOOK = `SELECT
  (SELECT value::int FROM counters WHERE tenant = '*' AND name = $1) AS went,
  ARRAY(SELECT name::text FROM counters WHERE tenant = '*' AND name LIKE 'holds %' AND name LIKE '% in ' || $1) AS said`
/** Of no site, as the server's own counters are. */
const NOTE = `INSERT INTO counters (tenant, name, value, updated_at, created_at) VALUES ('*', $1, $2, now(), now())
  ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`
const FORGET_SAID = "DELETE FROM counters WHERE tenant = '*' AND name LIKE 'holds %'"
const HEADS = 'SELECT tenant, epoch, head::float8 AS head FROM sync_heads'

/** The note of a server that all it told is in a storage. */
const holds = (server: string, storage: string) => `holds ${server} in ${storage}`

/** The server that meets a storage. */
export interface Meeting {
  readonly own: string
  readonly told: ToldHeads
  /** It ran on what this storage was before, and knows what it told. */
  readonly isWitness: boolean
  readonly log: Pick<Payload['logger'], 'warn'>
}

/** Which storage the database is on, and in which of its lives; `null` before the first migration, when there is no log. */
export async function storageOf(connection: ClientBase): Promise<string | null> {
  const { rows } = await connection.query<{ storage: string; made: boolean }>(STORAGE)
  return rows[0]?.made ? rows[0].storage : null
}

/**
 * A database that was restored, or promoted from a standby, may have lost events that readers know. Its logs go on as before
 * where every server on its list has said, within 4 s, that all it told is there; else each of them begins a new epoch, once, before
 * anybody reads or writes. docs/decisions/0024-several-servers-on-one-postgresql.md
 */
export async function meetStorage(connection: ClientBase, storage: string, meeting: Meeting): Promise<void> {
  const until = performance.now() + HEARD_WITHIN
  for (;;) {
    const isSettled = await alone(connection, () => settle(connection, storage, meeting, performance.now() >= until))
    if (isSettled) return
    await sleep(LOOKED_EVERY)
  }
}

/** One server at a time. */
async function alone<Result>(connection: ClientBase, does: () => Promise<Result>): Promise<Result> {
  await connection.query('BEGIN')
  try {
    await connection.query("SELECT pg_advisory_xact_lock(hashtext('lineage'), 3710)")
    const result = await does()
    await connection.query('COMMIT')
    return result
  } catch (error) {
    await connection.query('ROLLBACK')
    throw error
  }
}

/** @returns whether it is known how the logs go on; not while others are waited for */
async function settle(connection: ClientBase, storage: string, meeting: Meeting, isLate: boolean): Promise<boolean> {
  const { own, told, isWitness, log } = meeting
  const { went, said } = (await connection.query<{ went: Went | null; said: string[] }>(LOOK, [storage])).rows[0] ?? {
    went: null,
    said: [],
  }
  const isThere = told.areIn((await connection.query<LogPosition>(HEADS)).rows)
  const listed = await listedServers(connection)
  if (went === null && isThere && isWitness && listed.includes(own)) {
    await connection.query(NOTE, [holds(own, storage), 1])
    said.push(holds(own, storage))
  }
  const goes = went === ANEW || !isThere ? ANEW : (went ?? agreed(listed, said, storage) ?? (isLate ? ANEW : null))
  if (goes === null) return false

  const renewed = await connection.query<{ tenant: string }>(RENEW, [goes === ANEW && went !== ANEW])
  for (const { tenant } of renewed.rows)
    log.warn({ tenant, storage, msg: 'This log is not what it was; it begins a new epoch' })
  if (goes !== went) {
    await connection.query(NOTE, [storage, goes])
    await connection.query(FORGET_SAID)
  }
  if (goes === ANEW) told.forget()
  return true
}

/** `null`: some on the list are to be heard yet. Where nobody is on it, nobody can say what was told. */
function agreed(listed: readonly string[], said: readonly string[], storage: string): Went | null {
  if (listed.length === 0) return ANEW
  return listed.every((server) => said.includes(holds(server, storage))) ? AS_BEFORE : null
}
