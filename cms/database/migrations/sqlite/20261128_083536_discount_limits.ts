import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`staff_discount\` numeric DEFAULT 50;`)
  await db.run(sql`ALTER TABLE \`tenants\` ADD \`cashier_discount\` numeric DEFAULT 20;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`staff_discount\`;`)
  await db.run(sql`ALTER TABLE \`tenants\` DROP COLUMN \`cashier_discount\`;`)
}
