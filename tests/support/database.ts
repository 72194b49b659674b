import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { getPayload, type Payload } from 'payload'

export interface TestDatabase {
  readonly payload: Payload
  /** The database's file, for looking at it past the server. */
  readonly file: string
  /** Runs the migrations that were left out. */
  migrate(): Promise<void>
  close(): Promise<void>
}

/**
 * Payload as the server has it, in this process, on a new SQLite file: for what a test of the built server cannot reach,
 * such as the clock. One for each test file: the configuration is loaded once.
 *
 * @param before part of a migration's name: it and those after it are not run yet, and the database stays empty;
 *   by default it holds the starter site `main`
 * @param uri of an empty PostgreSQL database, in place of the file
 */
export async function openDatabase({ before, uri }: { before?: string; uri?: string } = {}): Promise<TestDatabase> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-database-'))
  const file = path.join(folder, 'ax-station.db')
  // Before the configuration is loaded, which reads it once.
  process.env.DATABASE_URI = uri ?? `file:${file}`
  const [{ default: config }, { migrations }, { seedFirstStart }] = await Promise.all([
    import('@/cms/payload.config'),
    uri ? import('@/cms/database/migrations/postgres') : import('@/cms/database/migrations/sqlite'),
    import('@/cms/seed'),
  ])
  const payload = await getPayload({ config, disableOnInit: true })
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
    migrate: () => migrate(migrations),
    async close() {
      await payload.destroy()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
