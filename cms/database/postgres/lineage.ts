import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { ClientBase } from 'pg'
import type { LogPosition } from '../log-writing'
import { listedServers } from './servers'
import type { ToldHeads } from './told-heads'

/** Which storage it is (a copy elsewhere has another number) and which of its lives (a promotion begins another). */
const STORAGE = `SELECT format('storage %s %s %s', system.system_identifier,
    CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END,
    (SELECT oid FROM pg_database WHERE datname = current_database())) AS name, pg_is_in_recovery() AS "isStandby",
  to_regclass('counters') IS NOT NULL AND to_regproc('ax_note_writer') IS NOT NULL AS made
  FROM pg_control_system() system`
/** Two copies of the same that are promoted one after another may both bear the same name; not from the same moment. */
const SINCE = `SELECT extract(epoch FROM created_at)::text AS since FROM counters WHERE tenant = '*' AND name = $1`

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
  WHERE $1 OR ${PUT_BACK} RETURNING tenant`

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
/** How far the logs were when the servers had settled how they go on: what comes after it is of this storage. */
const HEADS_THEN = `SELECT logs.tenant, logs.epoch, coalesce(value, 0)::float8 AS head FROM sync_heads logs
  LEFT JOIN counters ON counters.tenant = '*' AND name = format('had %s in %s', logs.tenant, $1::text)`
const NOTE_HEADS = `INSERT INTO counters (tenant, name, value, updated_at, created_at)
  SELECT '*', format('had %s in %s', tenant, $1::text), head, now(), now() FROM sync_heads`
const FORGET_HEADS = "DELETE FROM counters WHERE tenant = '*' AND name LIKE 'had %'"

/** The note of a server that all it told is in a storage. */
const holds = (server: string, storage: string) => `holds ${server} in ${storage}`

/** A storage in one of its lives. */
export interface Storage {
  readonly name: string
  /** Since when it is settled how its logs go on; `null`: it is not. */
  readonly since: string | null
}

export const isSame = (one: Storage | null, other: Storage | null) =>
  one?.name === other?.name && one?.since === other?.since

/** The server that meets a storage. */
export interface Meeting {
  readonly own: string
  /** How often it has said that it is there, as what this storage was before had it. */
  readonly said: number
  readonly told: ToldHeads
  /** It ran on what this storage was before, and knows what it told. */
  readonly isWitness: boolean
  /** It was on this storage and went to another, where it may have said that it tells nothing more of this one. */
  readonly isBack: boolean
  readonly log: Pick<Payload['logger'], 'warn'>
}

/**
 * Which storage the database is on, and in which of its lives; `null` before the first migration, when there is no log.
 * @throws where it is a standby, which nobody writes to
 */
export async function storageOf(connection: ClientBase): Promise<Storage | null> {
  const [found] = (await connection.query<{ name: string; isStandby: boolean; made: boolean }>(STORAGE)).rows
  if (found?.isStandby) throw new Error('This is a standby of the database.')
  if (!found?.made) return null
  const { rows } = await connection.query<{ since: string }>(SINCE, [found.name])
  return { name: found.name, since: rows[0]?.since ?? null }
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

/** One server at a time. A connection on which this fails is used no more: with it ends what is under way. */
async function alone<Result>(connection: ClientBase, does: () => Promise<Result>): Promise<Result> {
  await connection.query('BEGIN')
  await connection.query("SELECT pg_advisory_xact_lock(hashtext('lineage'), 3710)")
  const result = await does()
  await connection.query('COMMIT')
  return result
}

/** @returns whether it is known how the logs go on; not while others are waited for */
async function settle(connection: ClientBase, storage: string, meeting: Meeting, isLate: boolean): Promise<boolean> {
  const { went, said } = (await connection.query<{ went: Went | null; said: string[] }>(LOOK, [storage])).rows[0] ?? {
    went: null,
    said: [],
  }
  const missed =
    went === null ? await isMissedNow(connection, meeting) : await isMissedThen(connection, storage, meeting)
  const goes = missed ? ANEW : (went ?? (await agreed(connection, storage, meeting, said)) ?? (isLate ? ANEW : null))
  if (goes === null) return false

  const isAnew = missed || (went === null && goes === ANEW)
  const renewed = await connection.query<{ tenant: string }>(RENEW, [isAnew])
  for (const { tenant } of renewed.rows)
    meeting.log.warn({ tenant, storage, msg: 'This log is not what it was; it begins a new epoch' })
  if (goes !== went) await connection.query(NOTE, [storage, goes])
  if (went === null) {
    for (const forget of [FORGET_SAID, FORGET_HEADS]) await connection.query(forget)
    await connection.query(NOTE_HEADS, [storage])
  }
  return true
}

/** Whether something is missing that this server told, or that it said: then what others told is, too. */
async function isMissedNow(connection: ClientBase, { own, said, told }: Meeting): Promise<boolean> {
  const listed = (await listedServers(connection)).find(({ server }) => server === own)
  if (listed && listed.value < said) return true
  return !told.areIn((await connection.query<LogPosition>(HEADS)).rows)
}

/** Others have written since it was settled: what this server told before it came is to be older. */
async function isMissedThen(connection: ClientBase, storage: string, { isBack, told }: Meeting): Promise<boolean> {
  return isBack || !told.areIn((await connection.query<LogPosition>(HEADS_THEN, [storage])).rows)
}

/** Says that all this server told is there. `null`: some on the list are to be heard yet. */
async function agreed(
  connection: ClientBase,
  storage: string,
  { own, isWitness }: Meeting,
  said: readonly string[],
): Promise<Went | null> {
  const listed = (await listedServers(connection)).map(({ server }) => server)
  // Nobody can say what was told.
  if (listed.length === 0) return ANEW
  const says = isWitness && listed.includes(own) ? [holds(own, storage)] : []
  for (const note of says) await connection.query(NOTE, [note, 1])
  return listed.every((server) => [...said, ...says].includes(holds(server, storage))) ? AS_BEFORE : null
}
