import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_team_position" AS ENUM('washer', 'cashier', 'manager', 'owner');
  ALTER TYPE "public"."enum_audit_kind" ADD VALUE 'team_changed';
  CREATE TABLE "team" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"position" "enum_team_position" DEFAULT 'washer' NOT NULL,
  	"pin_set_at" timestamp(3) with time zone,
  	"pin_hash" varchar,
  	"has_left" boolean DEFAULT false,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE INDEX "team_tenant_idx" ON "team" USING btree ("tenant");
  CREATE INDEX "team_updated_at_idx" ON "team" USING btree ("updated_at");
  CREATE INDEX "team_created_at_idx" ON "team" USING btree ("created_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "team" CASCADE;
  ALTER TABLE "audit" ALTER COLUMN "kind" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_kind";
  CREATE TYPE "public"."enum_audit_kind" AS ENUM('sign_in', 'sign_in_failed', 'sign_in_limited', 'account_made', 'account_changed', 'account_deleted', 'key_made', 'key_revoked', 'price_changed', 'refund', 'cancellation', 'site_changed');
  ALTER TABLE "audit" ALTER COLUMN "kind" SET DATA TYPE "public"."enum_audit_kind" USING "kind"::"public"."enum_audit_kind";
  DROP TYPE "public"."enum_team_position";`)
}
