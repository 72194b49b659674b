import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  // What was recorded so far holds what its day had taken with it, and for how many orders, too.
  await db.execute(sql`
  ALTER TABLE "payments" ADD COLUMN "day_amount" numeric DEFAULT 0 NOT NULL;
  ALTER TABLE "payments" ADD COLUMN "day_orders" numeric DEFAULT 0 NOT NULL;
  UPDATE "payments" SET "day_amount" = "sums"."amount", "day_orders" = "sums"."orders" FROM
    (SELECT "id", sum("amount") OVER "of_day" AS "amount",
        sum(("held" > 0)::int - ("held" - "amount" > 0)::int) OVER "of_day" AS "orders" FROM
      (SELECT *, sum("amount") OVER (PARTITION BY "tenant", "day", "currency", "order_i_d" ORDER BY "seq") AS "held" FROM "payments") "orders"
      WINDOW "of_day" AS (PARTITION BY "tenant", "day", "currency" ORDER BY "seq")) AS "sums"
    WHERE "sums"."id" = "payments"."id";
  DROP INDEX "tenant_day_orderID_idx";
  CREATE INDEX "tenant_day_currency_seq_idx" ON "payments" USING btree ("tenant","day","currency","seq");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
  DROP INDEX "tenant_day_currency_seq_idx";
  CREATE INDEX "tenant_day_orderID_idx" ON "payments" USING btree ("tenant","day","order_i_d");
  ALTER TABLE "payments" DROP COLUMN "day_amount";
  ALTER TABLE "payments" DROP COLUMN "day_orders";`)
}
