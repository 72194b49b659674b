import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "tenants" ADD COLUMN "ask_who" boolean DEFAULT false;
  ALTER TABLE "tenants" ADD COLUMN "lock_after" numeric DEFAULT 0;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "tenants" DROP COLUMN "ask_who";
  ALTER TABLE "tenants" DROP COLUMN "lock_after";`)
}
