import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`orders\` ADD \`discount_approved_by\` text;`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`called_off_reason\` text;`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`called_off_by\` text;`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`called_off_approved_by\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`discount_approved_by\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`called_off_reason\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`called_off_by\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`called_off_approved_by\`;`)
}
