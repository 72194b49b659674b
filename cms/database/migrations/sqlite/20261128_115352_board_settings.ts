import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`tenants_board_languages\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` integer NOT NULL,
  	\`value\` text,
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`tenants\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`tenants_board_languages_order_idx\` ON \`tenants_board_languages\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`tenants_board_languages_parent_idx\` ON \`tenants_board_languages\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`tenants_stage_words\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` integer NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`stage\` text NOT NULL,
  	\`language\` text NOT NULL,
  	\`word\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`tenants\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`tenants_stage_words_order_idx\` ON \`tenants_stage_words\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`tenants_stage_words_parent_id_idx\` ON \`tenants_stage_words\` (\`_parent_id\`);`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`promise_minutes\` numeric DEFAULT 45;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`opens_at\` text;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`closes_at\` text;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`board_message\` text;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`board_language_seconds\` numeric DEFAULT 15;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`tenants_board_languages\`;`)
  await db.run(sql`DROP TABLE \`tenants_stage_words\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`promise_minutes\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`opens_at\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`closes_at\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`board_message\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`board_language_seconds\`;`)
}
