import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "orders" ADD COLUMN "discount_approved_by" varchar;
  ALTER TABLE "orders" ADD COLUMN "called_off_reason" varchar;
  ALTER TABLE "orders" ADD COLUMN "called_off_by" varchar;
  ALTER TABLE "orders" ADD COLUMN "called_off_approved_by" varchar;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "orders" DROP COLUMN "discount_approved_by";
  ALTER TABLE "orders" DROP COLUMN "called_off_reason";
  ALTER TABLE "orders" DROP COLUMN "called_off_by";
  ALTER TABLE "orders" DROP COLUMN "called_off_approved_by";`)
}
