import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "jobs" ADD COLUMN "ended_by" jsonb;
  CREATE INDEX "tenant_finishedAt_idx" ON "jobs" USING btree ("tenant","finished_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "tenant_finishedAt_idx";
  ALTER TABLE "jobs" DROP COLUMN "ended_by";`)
}
