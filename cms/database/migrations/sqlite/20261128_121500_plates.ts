import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

/** By what a car is found however its plate was typed: the expression of `bareColumn`, which Payload's fields cannot name. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE INDEX "orders_tenant_bare_plate_idx" ON "orders" ("tenant", upper(replace(replace(replace(replace(coalesce("plate", ''), ' ', ''), '-', ''), '.', ''), '+', '')));`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX "orders_tenant_bare_plate_idx";`)
}
