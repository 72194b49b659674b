import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE INDEX \`tenant_audience_seq_idx\` ON \`sync_events\` (\`tenant\`,\`audience\`,\`seq\`);`)
  await db.run(sql`CREATE INDEX \`tenant_orderID_seq_idx\` ON \`sync_events\` (\`tenant\`,\`order_i_d\`,\`seq\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`tenant_audience_seq_idx\`;`)
  await db.run(sql`DROP INDEX \`tenant_orderID_seq_idx\`;`)
}
