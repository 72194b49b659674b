import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`payments\` ADD \`day_amount\` numeric DEFAULT 0 NOT NULL;`)
  await db.run(sql`ALTER TABLE \`payments\` ADD \`day_orders\` numeric DEFAULT 0 NOT NULL;`)
  // What was recorded so far holds what its day had taken with it, and for how many orders, too.
  await db.run(sql`UPDATE \`payments\` SET \`day_amount\` = \`sums\`.\`amount\`, \`day_orders\` = \`sums\`.\`orders\` FROM
    (SELECT \`id\`, sum(\`amount\`) OVER \`of_day\` AS \`amount\`, sum((\`held\` > 0) - (\`held\` - \`amount\` > 0)) OVER \`of_day\` AS \`orders\` FROM
      (SELECT *, sum(\`amount\`) OVER (PARTITION BY \`tenant\`, \`day\`, \`currency\`, \`order_i_d\` ORDER BY \`seq\`) AS \`held\` FROM \`payments\`)
      WINDOW \`of_day\` AS (PARTITION BY \`tenant\`, \`day\`, \`currency\` ORDER BY \`seq\`)) AS \`sums\`
    WHERE \`sums\`.\`id\` = \`payments\`.\`id\`;`)
  await db.run(sql`DROP INDEX \`tenant_day_orderID_idx\`;`)
  await db.run(
    sql`CREATE INDEX \`tenant_day_currency_seq_idx\` ON \`payments\` (\`tenant\`,\`day\`,\`currency\`,\`seq\`);`,
  )
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`tenant_day_currency_seq_idx\`;`)
  await db.run(sql`CREATE INDEX \`tenant_day_orderID_idx\` ON \`payments\` (\`tenant\`,\`day\`,\`order_i_d\`);`)
  await db.run(sql`ALTER TABLE \`payments\` DROP COLUMN \`day_amount\`;`)
  await db.run(sql`ALTER TABLE \`payments\` DROP COLUMN \`day_orders\`;`)
}
