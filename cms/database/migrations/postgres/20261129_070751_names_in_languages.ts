import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "services_steps" ADD COLUMN "names_en" varchar;
  ALTER TABLE "services_steps" ADD COLUMN "names_ms" varchar;
  ALTER TABLE "services_steps" ADD COLUMN "names_zh" varchar;
  ALTER TABLE "services_steps" ADD COLUMN "names_ta" varchar;
  ALTER TABLE "services_options" ADD COLUMN "names_en" varchar;
  ALTER TABLE "services_options" ADD COLUMN "names_ms" varchar;
  ALTER TABLE "services_options" ADD COLUMN "names_zh" varchar;
  ALTER TABLE "services_options" ADD COLUMN "names_ta" varchar;
  ALTER TABLE "services" ADD COLUMN "names_en" varchar;
  ALTER TABLE "services" ADD COLUMN "names_ms" varchar;
  ALTER TABLE "services" ADD COLUMN "names_zh" varchar;
  ALTER TABLE "services" ADD COLUMN "names_ta" varchar;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "services_steps" DROP COLUMN "names_en";
  ALTER TABLE "services_steps" DROP COLUMN "names_ms";
  ALTER TABLE "services_steps" DROP COLUMN "names_zh";
  ALTER TABLE "services_steps" DROP COLUMN "names_ta";
  ALTER TABLE "services_options" DROP COLUMN "names_en";
  ALTER TABLE "services_options" DROP COLUMN "names_ms";
  ALTER TABLE "services_options" DROP COLUMN "names_zh";
  ALTER TABLE "services_options" DROP COLUMN "names_ta";
  ALTER TABLE "services" DROP COLUMN "names_en";
  ALTER TABLE "services" DROP COLUMN "names_ms";
  ALTER TABLE "services" DROP COLUMN "names_zh";
  ALTER TABLE "services" DROP COLUMN "names_ta";`)
}
