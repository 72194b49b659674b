import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`shifts\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`shift_id\` text,
  	\`number\` numeric,
  	\`opened_at\` text,
  	\`opened_by\` text,
  	\`currency\` text,
  	\`float\` numeric DEFAULT 0,
  	\`from_seq\` numeric,
  	\`closed_at\` text,
  	\`closed_by\` text,
  	\`counted\` numeric,
  	\`expected\` numeric,
  	\`to_seq\` numeric,
  	\`note\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`shifts_tenant_idx\` ON \`shifts\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`shifts_updated_at_idx\` ON \`shifts\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`shifts_created_at_idx\` ON \`shifts\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_shiftId_idx\` ON \`shifts\` (\`tenant\`,\`shift_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_number_idx\` ON \`shifts\` (\`tenant\`,\`number\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`shifts\`;`)
}
