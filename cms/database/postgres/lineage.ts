import type { Payload } from 'payload'
import type { ClientBase } from 'pg'

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

/** Of no site, as the server's own counters are. */
const KNOW = `INSERT INTO counters (tenant, name, value, updated_at, created_at) VALUES ('*', $1, 1, now(), now())
  ON CONFLICT (tenant, name) DO NOTHING RETURNING name`

/**
 * Whether the database is still what it was when it was last written to. One that was restored, or promoted from a standby,
 * may have lost events that readers know, and nobody could tell: then each of its logs begins a new epoch, once, before
 * anybody reads or writes. docs/decisions/0005-a-restored-log-begins-a-new-epoch.md
 *
 * @param known what this server has found before; `null` at its first connection
 * @returns what it has found now
 */
export async function beginAnewElsewhere(
  connection: ClientBase,
  known: string | null,
  log: Pick<Payload['logger'], 'warn'>,
): Promise<string | null> {
  const { rows } = await connection.query<{ storage: string; made: boolean }>(STORAGE)
  const { storage = '', made = false } = rows[0] ?? {}
  // Before the first migration there is no log.
  if (!made) return null
  if (storage === known) return known
  await connection.query('BEGIN')
  try {
    await connection.query("SELECT pg_advisory_xact_lock(hashtext('lineage'), 3710)")
    const isNew = (await connection.query(KNOW, [storage])).rows.length > 0
    const renewed = await connection.query<{ tenant: string }>(RENEW, [isNew])
    await connection.query('COMMIT')
    for (const { tenant } of renewed.rows)
      log.warn({ tenant, storage, msg: 'This log is not what it was; it begins a new epoch' })
  } catch (error) {
    await connection.query('ROLLBACK')
    throw error
  }
  return storage
}
