import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "tenants" ADD COLUMN "staff_discount" numeric DEFAULT 50;
  ALTER TABLE "tenants" ADD COLUMN "cashier_discount" numeric DEFAULT 20;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "tenants" DROP COLUMN "staff_discount";
  ALTER TABLE "tenants" DROP COLUMN "cashier_discount";`)
}
