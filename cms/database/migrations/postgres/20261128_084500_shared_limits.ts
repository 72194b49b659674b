import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Tries and requests, counted over all servers (postgres/shared-limiter.ts). Counts are of minutes and worth no write to the
 * disk: a database that crashed begins them anew.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
  CREATE UNLOGGED TABLE "shared_limits" ("key" varchar PRIMARY KEY, "points" integer NOT NULL, "expire" bigint)
    WITH (fillfactor = 50);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "shared_limits";`)
}
