import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`orders\` ADD \`visits\` numeric;`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`free_wash\` integer DEFAULT false;`)
  await db.run(sql`ALTER TABLE \`services\` ADD \`counts_as_visit\` integer DEFAULT true;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`free_wash_every\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`free_wash_since\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`visits\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`free_wash\`;`)
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`counts_as_visit\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`free_wash_every\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`free_wash_since\`;`)
}
