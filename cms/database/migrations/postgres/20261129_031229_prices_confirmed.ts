import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "services" ADD COLUMN "prices_confirmed_at" timestamp(3) with time zone;
   UPDATE "services" SET "prices_confirmed_at" = "updated_at" WHERE "updated_at" - "created_at" > interval '1 second';`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "services" DROP COLUMN "prices_confirmed_at";`)
}
