import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Each head of a log names the transaction that wrote it. Of a row that was put back from a dump the database knows another
 * writer: postgres/lineage.ts.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
  ALTER TABLE "sync_heads" ADD COLUMN "written" xid8 NOT NULL DEFAULT pg_current_xact_id();
  CREATE FUNCTION ax_note_writer() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.written := pg_current_xact_id(); RETURN NEW; END $$;
  CREATE TRIGGER ax_note_writer BEFORE INSERT OR UPDATE ON "sync_heads"
    FOR EACH ROW EXECUTE FUNCTION ax_note_writer();`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
  DROP TRIGGER ax_note_writer ON "sync_heads";
  DROP FUNCTION ax_note_writer;
  ALTER TABLE "sync_heads" DROP COLUMN "written";`)
}
