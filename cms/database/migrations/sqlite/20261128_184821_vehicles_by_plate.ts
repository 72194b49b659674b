import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`vehicles\` ADD \`bare_plate\` text;`)
  await db.run(
    sql`UPDATE \`vehicles\` SET \`bare_plate\` = upper(replace(replace(replace(replace(\`plate\`, ' ', ''), '-', ''), '.', ''), '+', ''));`,
  )
  await db.run(sql`CREATE INDEX \`tenant_barePlate_idx\` ON \`vehicles\` (\`tenant\`,\`bare_plate\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`tenant_barePlate_idx\`;`)
  await db.run(sql`ALTER TABLE \`vehicles\` DROP COLUMN \`bare_plate\`;`)
}
