import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`ask_who\` integer DEFAULT false;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`lock_after\` numeric DEFAULT 0;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`ask_who\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`lock_after\`;`)
}
