import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** As tests/support/chosen-database.ts has it. */
const onPostgres = process.env.AX_TEST_DATABASE === 'postgres'
const onMongo = Boolean(process.env.AX_TEST_MONGODB_URI) && !onPostgres

/** What knows no database, and what is about SQLite and its files: on another database it is left out. */
const ON_SQLITE_ALONE = [
  'tests/chaos/engine/**',
  'tests/integration/database/{erasing,sqlite}.test.ts',
  'tests/integration/main/**',
  'tests/integration/package/**',
  // How SQLite finds its rows, and how many statements it is asked.
  'tests/integration/log/plans.test.ts',
  'tests/integration/log/write-cost.test.ts',
  'tests/integration/commands/together.test.ts',
  // Its files: full, lost, put back, of an older version, readable by others.
  'tests/integration/payments/backfill.test.ts',
  'tests/integration/server/{closed-terminal,launcher,private-files,restore,start,storage,upgrade}.test.ts',
]

const NOT_ON_POSTGRES = [...ON_SQLITE_ALONE, 'tests/integration/database/**']
/** It fills a log by one statement before its server starts. */
const NOT_ON_MONGODB = [...ON_SQLITE_ALONE, 'tests/integration/server/many-catch-ups.test.ts']

/** What every run of all tests repeats on PostgreSQL: what waits in line, counts, sums, searches, prunes and stops there in another way. */
const REPEATED_ON_POSTGRES = [
  'tests/integration/commands/{concerns,concurrency,waited-too-long}.test.ts',
  'tests/integration/log/{causation,retention}.test.ts',
  'tests/integration/payments/{facts,receipt,shifts,takings}.test.ts',
  'tests/integration/server/{log-writes,order-search,people-forgotten,plain-texts,sessions,sites,stopping}.test.ts',
]

const root = fileURLToPath(new URL('..', import.meta.url))

/** Tests without a page: `unit` runs pure code; `integration` starts the built server, child processes and real files; `on-postgres` repeats some of it on a PostgreSQL; `postgres` is about several servers on one. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    // A deadline, not a proof: a busy machine takes several times as long as a quiet one.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A style sheet that is read as text is that text; none is drawn.
          css: { include: [/\?raw$/] },
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          // Pure code, and what a file changes of the world it puts back: a world of its own for each costs as much again.
          isolate: false,
          setupFiles: 'tests/support/own-clock.ts',
          // They run beside the server's build: a busy machine is no hang.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          // A process for each file would load Payload anew, or a half of it, for what are seconds of work; the same below.
          isolate: false,
          setupFiles: 'tests/support/fresh-modules.ts',
          include: ['tests/integration/**/*.test.ts', 'tests/chaos/**/*.test.ts'],
          exclude: onPostgres ? NOT_ON_POSTGRES : onMongo ? NOT_ON_MONGODB : [],
          globalSetup: 'tests/support/postgres-for-all.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file starts servers of its own, on free ports and in folders of its own; two cores carry two.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'on-postgres',
          isolate: false,
          setupFiles: 'tests/support/fresh-modules.ts',
          include: REPEATED_ON_POSTGRES,
          env: { AX_TEST_DATABASE: 'postgres' },
          globalSetup: 'tests/support/postgres-for-all.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          isolate: false,
          setupFiles: 'tests/support/fresh-modules.ts',
          include: ['tests/postgres/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
