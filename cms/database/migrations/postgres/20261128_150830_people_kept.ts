import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_audit_kind" ADD VALUE 'person_read';
  ALTER TYPE "public"."enum_audit_kind" ADD VALUE 'person_erased';
  ALTER TABLE "tenants" ADD COLUMN "keep_people_months" numeric DEFAULT 0;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "audit" ALTER COLUMN "kind" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_kind";
  CREATE TYPE "public"."enum_audit_kind" AS ENUM('sign_in', 'sign_in_failed', 'sign_in_limited', 'account_made', 'account_changed', 'account_deleted', 'key_made', 'key_revoked', 'price_changed', 'refund', 'cancellation', 'approval', 'site_changed', 'team_changed');
  ALTER TABLE "audit" ALTER COLUMN "kind" SET DATA TYPE "public"."enum_audit_kind" USING "kind"::"public"."enum_audit_kind";
  ALTER TABLE "tenants" DROP COLUMN "keep_people_months";`)
}
