import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`stations\` ADD \`recoveries\` numeric;`)
  await db.run(sql`ALTER TABLE \`stations\` ADD \`last_recovery\` text;`)
  await db.run(sql`ALTER TABLE \`stations\` ADD \`last_recovery_at\` text;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`stations\` DROP COLUMN \`recoveries\`;`)
  await db.run(sql`ALTER TABLE \`stations\` DROP COLUMN \`last_recovery\`;`)
  await db.run(sql`ALTER TABLE \`stations\` DROP COLUMN \`last_recovery_at\`;`)
}
