import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`services\` ADD \`tax_percent\` numeric;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`address\` text;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`registration_number\` text;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`tax_number\` text;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`tax_name\` text;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`tax_percent\` numeric;`)
  await db.run(sql`ALTER TABLE \`orders\` ADD \`rounding\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`cash_rounding\` integer DEFAULT false;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`tax_percent\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`address\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`registration_number\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`tax_number\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`tax_name\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`tax_percent\`;`)
  await db.run(sql`ALTER TABLE \`orders\` DROP COLUMN \`rounding\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`cash_rounding\`;`)
}
