import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** By what a car is found however its plate was typed: the expression of `bareColumn`, which Payload's fields cannot name. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`CREATE INDEX "orders_tenant_bare_plate_idx" ON "orders" ("tenant", (upper(replace(replace(replace(replace(coalesce("plate", ''), ' ', ''), '-', ''), '.', ''), '+', ''))));`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP INDEX "orders_tenant_bare_plate_idx";`)
}
