import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`services_steps\` ADD \`names_en\` text;`)
  await db.run(sql`ALTER TABLE \`services_steps\` ADD \`names_ms\` text;`)
  await db.run(sql`ALTER TABLE \`services_steps\` ADD \`names_zh\` text;`)
  await db.run(sql`ALTER TABLE \`services_steps\` ADD \`names_ta\` text;`)
  await db.run(sql`ALTER TABLE \`services_options\` ADD \`names_en\` text;`)
  await db.run(sql`ALTER TABLE \`services_options\` ADD \`names_ms\` text;`)
  await db.run(sql`ALTER TABLE \`services_options\` ADD \`names_zh\` text;`)
  await db.run(sql`ALTER TABLE \`services_options\` ADD \`names_ta\` text;`)
  await db.run(sql`ALTER TABLE \`services\` ADD \`names_en\` text;`)
  await db.run(sql`ALTER TABLE \`services\` ADD \`names_ms\` text;`)
  await db.run(sql`ALTER TABLE \`services\` ADD \`names_zh\` text;`)
  await db.run(sql`ALTER TABLE \`services\` ADD \`names_ta\` text;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`services_steps\` DROP COLUMN \`names_en\`;`)
  await db.run(sql`ALTER TABLE \`services_steps\` DROP COLUMN \`names_ms\`;`)
  await db.run(sql`ALTER TABLE \`services_steps\` DROP COLUMN \`names_zh\`;`)
  await db.run(sql`ALTER TABLE \`services_steps\` DROP COLUMN \`names_ta\`;`)
  await db.run(sql`ALTER TABLE \`services_options\` DROP COLUMN \`names_en\`;`)
  await db.run(sql`ALTER TABLE \`services_options\` DROP COLUMN \`names_ms\`;`)
  await db.run(sql`ALTER TABLE \`services_options\` DROP COLUMN \`names_zh\`;`)
  await db.run(sql`ALTER TABLE \`services_options\` DROP COLUMN \`names_ta\`;`)
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`names_en\`;`)
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`names_ms\`;`)
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`names_zh\`;`)
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`names_ta\`;`)
}
