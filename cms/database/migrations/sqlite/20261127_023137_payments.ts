import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'
import { backfillPayments } from '../backfill-payments'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`payments\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`tenant\` text NOT NULL,
  	\`order_i_d\` text NOT NULL,
  	\`kind\` text NOT NULL,
  	\`method\` text,
  	\`amount\` numeric DEFAULT 0 NOT NULL,
  	\`currency\` text NOT NULL,
  	\`person\` text,
  	\`station\` text,
  	\`at\` text NOT NULL,
  	\`day\` text NOT NULL,
  	\`source\` text DEFAULT 'command' NOT NULL,
  	\`command_id\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payments_updated_at_idx\` ON \`payments\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payments_created_at_idx\` ON \`payments\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`tenant_day_orderID_idx\` ON \`payments\` (\`tenant\`,\`day\`,\`order_i_d\`);`)
  await db.run(sql`CREATE INDEX \`tenant_orderID_1_idx\` ON \`payments\` (\`tenant\`,\`order_i_d\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_commandId_1_idx\` ON \`payments\` (\`tenant\`,\`command_id\`);`)
  await db.run(sql`ALTER TABLE \`sync_events\` ADD \`uptime\` numeric DEFAULT 0 NOT NULL;`)
  await db.run(sql`ALTER TABLE \`command_results\` ADD \`uptime\` numeric DEFAULT 0 NOT NULL;`)
  // Who sent a command is kept by collection and id from here on: a renamed station keeps its answers.
  await db.run(sql`UPDATE \`command_results\` SET \`station\` = 'users/' || substr(\`station\`, 6) WHERE \`station\` LIKE 'user:%';`)
  await db.run(sql`UPDATE \`command_results\` SET \`station\` = coalesce((SELECT 'stations/' || s.\`id\` FROM \`stations\` s
    WHERE s.\`tenant\` = \`command_results\`.\`tenant\` AND 'station:' || s.\`name\` = \`command_results\`.\`station\`), \`station\`)
    WHERE \`station\` LIKE 'station:%';`)
  // Until when answers are forgotten was kept by the clock; the server's running time begins now.
  await db.run(sql`UPDATE \`counters\` SET \`name\` = 'answers-forgotten',
    \`value\` = min(0, \`value\` / 1000 - CAST(strftime('%s', 'now') AS INTEGER)) WHERE \`name\` = 'answers-forgotten-until';`)
  await backfillPayments(db)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`payments\`;`)
  await db.run(sql`ALTER TABLE \`sync_events\` DROP COLUMN \`uptime\`;`)
  await db.run(sql`ALTER TABLE \`command_results\` DROP COLUMN \`uptime\`;`)
}
