import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "services" ADD COLUMN "tax_percent" numeric;
  ALTER TABLE "tenants" ADD COLUMN "address" varchar;
  ALTER TABLE "tenants" ADD COLUMN "registration_number" varchar;
  ALTER TABLE "tenants" ADD COLUMN "tax_number" varchar;
  ALTER TABLE "tenants" ADD COLUMN "tax_name" varchar;
  ALTER TABLE "tenants" ADD COLUMN "tax_percent" numeric;
  ALTER TABLE "orders" ADD COLUMN "rounding" numeric DEFAULT 0;
  ALTER TABLE "tenants" ADD COLUMN "cash_rounding" boolean DEFAULT false;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "services" DROP COLUMN "tax_percent";
  ALTER TABLE "tenants" DROP COLUMN "address";
  ALTER TABLE "tenants" DROP COLUMN "registration_number";
  ALTER TABLE "tenants" DROP COLUMN "tax_number";
  ALTER TABLE "tenants" DROP COLUMN "tax_name";
  ALTER TABLE "tenants" DROP COLUMN "tax_percent";
  ALTER TABLE "orders" DROP COLUMN "rounding";
  ALTER TABLE "tenants" DROP COLUMN "cash_rounding";`)
}
