import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`payments\` ADD \`seq\` numeric DEFAULT 0 NOT NULL;`)
  await db.run(sql`ALTER TABLE \`payments\` ADD \`reason\` text;`)
  // What was recorded so far is numbered in the order in which it was, and the counter goes on from there.
  await db.run(sql`UPDATE \`payments\` SET \`seq\` = \`numbered\`.\`seq\` FROM
    (SELECT \`id\`, row_number() OVER (PARTITION BY \`tenant\` ORDER BY \`id\`) AS \`seq\` FROM \`payments\`) AS \`numbered\`
    WHERE \`numbered\`.\`id\` = \`payments\`.\`id\`;`)
  await db.run(sql`INSERT INTO \`counters\` (\`tenant\`, \`name\`, \`value\`)
    SELECT \`tenant\`, 'payments', count(*) FROM \`payments\` GROUP BY \`tenant\`;`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_seq_1_idx\` ON \`payments\` (\`tenant\`,\`seq\`);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DELETE FROM \`counters\` WHERE \`name\` = 'payments';`)
  await db.run(sql`DROP INDEX \`tenant_seq_1_idx\`;`)
  await db.run(sql`ALTER TABLE \`payments\` DROP COLUMN \`seq\`;`)
  await db.run(sql`ALTER TABLE \`payments\` DROP COLUMN \`reason\`;`)
}
