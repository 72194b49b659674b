import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_tenants_board_languages" AS ENUM('en', 'ms', 'zh', 'ta');
  CREATE TYPE "public"."enum_tenants_stage_words_stage" AS ENUM('empty', 'initiated', 'open', 'in_progress', 'billed', 'paid', 'completed', 'cancelled');
  CREATE TYPE "public"."enum_tenants_stage_words_language" AS ENUM('en', 'ms', 'zh', 'ta');
  CREATE TABLE "tenants_board_languages" (
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"value" "enum_tenants_board_languages",
  	"id" serial PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "tenants_stage_words" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"stage" "enum_tenants_stage_words_stage" NOT NULL,
  	"language" "enum_tenants_stage_words_language" NOT NULL,
  	"word" varchar NOT NULL
  );
  
  ALTER TABLE "tenants" ADD COLUMN "promise_minutes" numeric DEFAULT 45;
  ALTER TABLE "tenants" ADD COLUMN "opens_at" varchar;
  ALTER TABLE "tenants" ADD COLUMN "closes_at" varchar;
  ALTER TABLE "tenants" ADD COLUMN "board_message" varchar;
  ALTER TABLE "tenants" ADD COLUMN "board_language_seconds" numeric DEFAULT 15;
  ALTER TABLE "tenants_board_languages" ADD CONSTRAINT "tenants_board_languages_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "tenants_stage_words" ADD CONSTRAINT "tenants_stage_words_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "tenants_board_languages_order_idx" ON "tenants_board_languages" USING btree ("order");
  CREATE INDEX "tenants_board_languages_parent_idx" ON "tenants_board_languages" USING btree ("parent_id");
  CREATE INDEX "tenants_stage_words_order_idx" ON "tenants_stage_words" USING btree ("_order");
  CREATE INDEX "tenants_stage_words_parent_id_idx" ON "tenants_stage_words" USING btree ("_parent_id");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "tenants_board_languages" CASCADE;
  DROP TABLE "tenants_stage_words" CASCADE;
  ALTER TABLE "tenants" DROP COLUMN "promise_minutes";
  ALTER TABLE "tenants" DROP COLUMN "opens_at";
  ALTER TABLE "tenants" DROP COLUMN "closes_at";
  ALTER TABLE "tenants" DROP COLUMN "board_message";
  ALTER TABLE "tenants" DROP COLUMN "board_language_seconds";
  DROP TYPE "public"."enum_tenants_board_languages";
  DROP TYPE "public"."enum_tenants_stage_words_stage";
  DROP TYPE "public"."enum_tenants_stage_words_language";`)
}
