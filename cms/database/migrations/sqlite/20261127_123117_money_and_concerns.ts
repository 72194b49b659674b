import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`concerns\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`concern_id\` text,
  	\`order_i_d\` text,
  	\`plate\` text,
  	\`action\` text,
  	\`answer\` text,
  	\`raised_by\` text,
  	\`raised_at\` text,
  	\`decision\` text,
  	\`decided_by\` text,
  	\`decided_at\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`concerns_tenant_idx\` ON \`concerns\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`concerns_updated_at_idx\` ON \`concerns\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`concerns_created_at_idx\` ON \`concerns\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_concernId_idx\` ON \`concerns\` (\`tenant\`,\`concern_id\`);`)
  await db.run(sql`CREATE INDEX \`tenant_decision_idx\` ON \`concerns\` (\`tenant\`,\`decision\`);`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`payments\` text DEFAULT '[]';`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`to_give_back\` numeric DEFAULT 0;`)
  await db.run(sql`CREATE INDEX \`orders_to_give_back_idx\` ON \`orders\` (\`to_give_back\`);`)
  await db.run(sql`ALTER TABLE \`payments\` ADD \`change\` numeric DEFAULT 0;`)
  // What was recorded of each order is told with it from here on.
  await db.run(sql`UPDATE \`orders\` SET \`payments\` = (SELECT json_group_array(json(p.record)) FROM (
    SELECT json_object('paymentId', coalesce(\`command_id\`, 'payment-' || \`id\`), 'at', \`at\`, 'method', \`method\`,
      'amount', \`amount\`, 'change', 0, 'by', coalesce(\`person\`, 'station:' || \`station\`)) AS record
    FROM (SELECT * FROM \`payments\`
      WHERE \`payments\`.\`tenant\` = \`orders\`.\`tenant\` AND \`payments\`.\`order_i_d\` = \`orders\`.\`order_i_d\`
      ORDER BY \`id\` DESC LIMIT 64) ORDER BY \`id\`) p);`)
  await db.run(sql`UPDATE \`orders\` SET \`to_give_back\` =
    max(0, \`paid_amount\` - CASE \`stage\` WHEN 'cancelled' THEN 0 ELSE \`total_amount\` END);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`concerns\`;`)
  await db.run(sql`DROP INDEX \`orders_to_give_back_idx\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`payments\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`to_give_back\`;`)
  await db.run(sql`ALTER TABLE \`payments\` DROP COLUMN \`change\`;`)
}
