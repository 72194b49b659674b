import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`jobs\` ADD \`ended_by\` text;`)
  await db.run(sql`CREATE INDEX \`tenant_finishedAt_idx\` ON \`jobs\` (\`tenant\`,\`finished_at\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`tenant_finishedAt_idx\`;`)
  await db.run(sql`ALTER TABLE \`jobs\` DROP COLUMN \`ended_by\`;`)
}
