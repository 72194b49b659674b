import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { getPayload, type Payload } from 'payload'
import { onMongo, onPostgres } from './chosen-database'
import { newMongoDatabase } from './mongodb'
import { askAt, newPostgresDatabase } from './test-databases'

export interface TestDatabase {
  readonly payload: Payload
  /** Its file where it is a SQLite. */
  readonly file: string
  /** Runs a statement past the server, on whichever database it is; `?` stands for a value. */
  ask<Found = Record<string, unknown>>(sql: string, ...values: (string | number | null)[]): Promise<Found[]>
  /** Runs the migrations that were left out. */
  migrate(): Promise<void>
  close(): Promise<void>
}

/**
 * Payload as the server has it, in this process, on a new database: for what a test of the built server cannot reach,
 * such as the clock. One for each test file: the configuration is loaded once.
 *
 * @param before part of a migration's name: it and those after it are not run yet, and the database stays empty;
 *   by default it holds the starter site `main`
 * @param uri of an empty PostgreSQL or MongoDB database, in place of what the run is on
 */
export async function openDatabase({ before, uri }: { before?: string; uri?: string } = {}): Promise<TestDatabase> {
  const shared = uri ?? (await sharedDatabase())
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-database-'))
  const file = path.join(folder, 'ax-station.db')
  // Before the configuration is loaded, which reads it once.
  process.env.DATABASE_URI = shared ?? `file:${file}`
  const [{ default: config }, { migrations }, { seedFirstStart }] = await Promise.all([
    import('@/cms/payload.config'),
    migrationsOf(process.env.DATABASE_URI),
    import('@/cms/seed'),
  ])
  const payload = await getPayload({ config, disableOnInit: true, key: folder })
  payload.logger.level = 'silent'
  const migrate = (list: readonly unknown[]) => payload.db.migrate({ migrations: list as never })
  if (before === undefined) {
    await migrate(migrations)
    await seedFirstStart(payload, { demo: false })
  } else {
    const until = migrations.findIndex(({ name }) => name.includes(before))
    if (until < 0) throw new Error(`There is no migration ${before}`)
    await migrate(migrations.slice(0, until))
  }
  return {
    payload,
    file,
    ask: (sql, ...values) => askAt(process.env.DATABASE_URI ?? '', sql, values),
    migrate: () => migrate(migrations),
    async close() {
      await payload.destroy()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

const sharedDatabase = async () => (onPostgres ? newPostgresDatabase() : onMongo ? newMongoDatabase() : undefined)

/** What MongoDB needs it makes as it connects. */
async function migrationsOf(uri: string): Promise<{ readonly migrations: readonly { readonly name: string }[] }> {
  if (uri.startsWith('mongodb')) return { migrations: [] }
  return uri.startsWith('file:')
    ? import('@/cms/database/migrations/sqlite')
    : import('@/cms/database/migrations/postgres')
}
