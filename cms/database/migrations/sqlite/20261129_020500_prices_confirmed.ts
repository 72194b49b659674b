import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`services\` ADD \`prices_confirmed_at\` text;`)
  // Until now, that a service had been written since it was made stood for it.
  await db.run(sql`UPDATE \`services\` SET \`prices_confirmed_at\` = \`updated_at\`
    WHERE julianday(\`updated_at\`) - julianday(\`created_at\`) > 1.0 / 86400;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`services\` DROP COLUMN \`prices_confirmed_at\`;`)
}
