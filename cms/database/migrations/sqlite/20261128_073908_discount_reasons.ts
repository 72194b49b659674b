import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`orders\` ADD \`discount_reason\` text;`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`discount_by\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`discount_reason\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`discount_by\`;`)
}
