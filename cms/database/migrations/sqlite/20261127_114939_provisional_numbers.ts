import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`orders\` ADD \`taken_as\` text;`)
  await db.run(sql`CREATE INDEX \`tenant_takenAs_idx\` ON \`orders\` (\`tenant\`,\`taken_as\`);`)
  await db.run(sql`ALTER TABLE \`services\` ADD \`former\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`tenant_takenAs_idx\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`taken_as\`;`)
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`former\`;`)
}
