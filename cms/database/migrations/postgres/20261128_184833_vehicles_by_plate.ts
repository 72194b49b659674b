import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "vehicles" ADD COLUMN "bare_plate" varchar;
  UPDATE "vehicles" SET "bare_plate" = upper(replace(replace(replace(replace("plate", ' ', ''), '-', ''), '.', ''), '+', ''));
  CREATE INDEX "tenant_barePlate_idx" ON "vehicles" USING btree ("tenant","bare_plate");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "tenant_barePlate_idx";
  ALTER TABLE "vehicles" DROP COLUMN "bare_plate";`)
}
