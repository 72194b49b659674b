import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "orders" ADD COLUMN "visits" numeric;
  ALTER TABLE "orders" ADD COLUMN "free_wash" boolean DEFAULT false;
  ALTER TABLE "services" ADD COLUMN "counts_as_visit" boolean DEFAULT true;
  ALTER TABLE "tenants" ADD COLUMN "free_wash_every" numeric DEFAULT 0;
  ALTER TABLE "tenants" ADD COLUMN "free_wash_since" timestamp(3) with time zone;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "orders" DROP COLUMN "visits";
  ALTER TABLE "orders" DROP COLUMN "free_wash";
  ALTER TABLE "services" DROP COLUMN "counts_as_visit";
  ALTER TABLE "tenants" DROP COLUMN "free_wash_every";
  ALTER TABLE "tenants" DROP COLUMN "free_wash_since";`)
}
