import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`payload_locked_documents\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_orders\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`order_i_d\` text,
  	\`stage\` text DEFAULT 'empty',
  	\`stage_since\` text,
  	\`overall_status\` text DEFAULT 'pending',
  	\`payment_status\` text DEFAULT 'pending',
  	\`queue\` text,
  	\`bay_id\` text,
  	\`vehicle_id\` integer,
  	\`plate\` text,
  	\`vehicle_type\` text,
  	\`make\` text,
  	\`colour\` text,
  	\`customer_id\` integer,
  	\`customer_name\` text,
  	\`customer_phone\` text,
  	\`services\` text DEFAULT '[]',
  	\`total_amount\` numeric DEFAULT 0,
  	\`discount\` numeric DEFAULT 0,
  	\`paid_amount\` numeric DEFAULT 0,
  	\`currency\` text DEFAULT 'MYR',
  	\`customer_notes\` text DEFAULT '',
  	\`staff_notes\` text DEFAULT '',
  	\`whatsapp_linked\` integer DEFAULT false,
  	\`qr_code_generated\` integer DEFAULT false,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`vehicle_id\`) REFERENCES \`vehicles\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`customer_id\`) REFERENCES \`customers\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_orders\`("id", "order_i_d", "stage", "stage_since", "overall_status", "payment_status", "queue", "bay_id", "vehicle_id", "plate", "vehicle_type", "make", "colour", "customer_id", "customer_name", "customer_phone", "services", "total_amount", "discount", "paid_amount", "currency", "customer_notes", "staff_notes", "whatsapp_linked", "qr_code_generated", "tenant", "changed_at", "version", "updated_at", "created_at") SELECT "id", "order_i_d", "stage", "stage_since", "overall_status", "payment_status", "queue", "bay_id", "vehicle_id", "plate", "vehicle_type", "make", "colour", "customer_id", "customer_name", "customer_phone", "services", "total_amount", "discount", "paid_amount", "currency", "customer_notes", "staff_notes", "whatsapp_linked", "qr_code_generated", "tenant", "changed_at", "version", "updated_at", "created_at" FROM \`orders\`;`)
  await db.run(sql`DROP TABLE \`orders\`;`)
  await db.run(sql`ALTER TABLE \`__new_orders\` RENAME TO \`orders\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`orders_order_i_d_idx\` ON \`orders\` (\`order_i_d\`);`)
  await db.run(sql`CREATE INDEX \`orders_stage_idx\` ON \`orders\` (\`stage\`);`)
  await db.run(sql`CREATE INDEX \`orders_bay_id_idx\` ON \`orders\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`orders_vehicle_idx\` ON \`orders\` (\`vehicle_id\`);`)
  await db.run(sql`CREATE INDEX \`orders_plate_idx\` ON \`orders\` (\`plate\`);`)
  await db.run(sql`CREATE INDEX \`orders_customer_idx\` ON \`orders\` (\`customer_id\`);`)
  await db.run(sql`CREATE INDEX \`orders_tenant_idx\` ON \`orders\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`orders_updated_at_idx\` ON \`orders\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`orders_created_at_idx\` ON \`orders\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_orderID_idx\` ON \`orders\` (\`tenant\`,\`order_i_d\`);`)
  await db.run(sql`CREATE TABLE \`__new_bays\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`name\` text NOT NULL,
  	\`bay_id\` text NOT NULL,
  	\`position\` numeric DEFAULT 0,
  	\`status\` text DEFAULT 'available',
  	\`status_reason\` text,
  	\`order_i_d\` text,
  	\`job_id\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`INSERT INTO \`__new_bays\`("id", "name", "bay_id", "position", "status", "status_reason", "order_i_d", "job_id", "tenant", "changed_at", "version", "updated_at", "created_at") SELECT "id", "name", "bay_id", "position", "status", "status_reason", "order_i_d", "job_id", "tenant", "changed_at", "version", "updated_at", "created_at" FROM \`bays\`;`)
  await db.run(sql`DROP TABLE \`bays\`;`)
  await db.run(sql`ALTER TABLE \`__new_bays\` RENAME TO \`bays\`;`)
  await db.run(sql`CREATE INDEX \`bays_bay_id_idx\` ON \`bays\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`bays_tenant_idx\` ON \`bays\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`bays_updated_at_idx\` ON \`bays\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`bays_created_at_idx\` ON \`bays\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_bayId_idx\` ON \`bays\` (\`tenant\`,\`bay_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_jobs\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`job_id\` text,
  	\`order_i_d\` text,
  	\`bay_id\` text,
  	\`from_queue\` text,
  	\`plate\` text DEFAULT '',
  	\`vehicle_type\` text DEFAULT 'sedan',
  	\`title\` text DEFAULT '',
  	\`notes\` text DEFAULT '',
  	\`status\` text DEFAULT 'pending',
  	\`steps\` text DEFAULT '[]',
  	\`started_at\` text,
  	\`paused_at\` text,
  	\`paused_ms\` numeric DEFAULT 0,
  	\`finished_at\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`INSERT INTO \`__new_jobs\`("id", "job_id", "order_i_d", "bay_id", "from_queue", "plate", "vehicle_type", "title", "notes", "status", "steps", "started_at", "paused_at", "paused_ms", "finished_at", "tenant", "changed_at", "version", "updated_at", "created_at") SELECT "id", "job_id", "order_i_d", "bay_id", "from_queue", "plate", "vehicle_type", "title", "notes", "status", "steps", "started_at", "paused_at", "paused_ms", "finished_at", "tenant", "changed_at", "version", "updated_at", "created_at" FROM \`jobs\`;`)
  await db.run(sql`DROP TABLE \`jobs\`;`)
  await db.run(sql`ALTER TABLE \`__new_jobs\` RENAME TO \`jobs\`;`)
  await db.run(sql`CREATE INDEX \`jobs_job_id_idx\` ON \`jobs\` (\`job_id\`);`)
  await db.run(sql`CREATE INDEX \`jobs_order_i_d_idx\` ON \`jobs\` (\`order_i_d\`);`)
  await db.run(sql`CREATE INDEX \`jobs_bay_id_idx\` ON \`jobs\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`jobs_status_idx\` ON \`jobs\` (\`status\`);`)
  await db.run(sql`CREATE INDEX \`jobs_tenant_idx\` ON \`jobs\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`jobs_updated_at_idx\` ON \`jobs\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`jobs_created_at_idx\` ON \`jobs\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_jobId_idx\` ON \`jobs\` (\`tenant\`,\`job_id\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`payload_locked_documents\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`global_slug\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_global_slug_idx\` ON \`payload_locked_documents\` (\`global_slug\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_updated_at_idx\` ON \`payload_locked_documents\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_created_at_idx\` ON \`payload_locked_documents\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_locked_documents_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` integer NOT NULL,
  	\`path\` text NOT NULL,
  	\`orders_id\` integer,
  	\`queues_id\` integer,
  	\`bays_id\` integer,
  	\`jobs_id\` integer,
  	\`services_id\` integer,
  	\`tenants_id\` integer,
  	\`stations_id\` integer,
  	\`users_id\` integer,
  	\`customers_id\` integer,
  	\`vehicles_id\` integer,
  	\`sync_events_id\` integer,
  	\`sync_heads_id\` integer,
  	\`command_results_id\` integer,
  	\`counters_id\` integer,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_locked_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`orders_id\`) REFERENCES \`orders\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`queues_id\`) REFERENCES \`queues\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`bays_id\`) REFERENCES \`bays\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`jobs_id\`) REFERENCES \`jobs\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`services_id\`) REFERENCES \`services\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`tenants_id\`) REFERENCES \`tenants\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`stations_id\`) REFERENCES \`stations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`customers_id\`) REFERENCES \`customers\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`vehicles_id\`) REFERENCES \`vehicles\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`sync_events_id\`) REFERENCES \`sync_events\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`sync_heads_id\`) REFERENCES \`sync_heads\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`command_results_id\`) REFERENCES \`command_results\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`counters_id\`) REFERENCES \`counters\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_orders_id_idx\` ON \`payload_locked_documents_rels\` (\`orders_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_queues_id_idx\` ON \`payload_locked_documents_rels\` (\`queues_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_bays_id_idx\` ON \`payload_locked_documents_rels\` (\`bays_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_jobs_id_idx\` ON \`payload_locked_documents_rels\` (\`jobs_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_services_id_idx\` ON \`payload_locked_documents_rels\` (\`services_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_tenants_id_idx\` ON \`payload_locked_documents_rels\` (\`tenants_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_stations_id_idx\` ON \`payload_locked_documents_rels\` (\`stations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_users_id_idx\` ON \`payload_locked_documents_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_customers_id_idx\` ON \`payload_locked_documents_rels\` (\`customers_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_vehicles_id_idx\` ON \`payload_locked_documents_rels\` (\`vehicles_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_sync_events_id_idx\` ON \`payload_locked_documents_rels\` (\`sync_events_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_sync_heads_id_idx\` ON \`payload_locked_documents_rels\` (\`sync_heads_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_command_results_id_idx\` ON \`payload_locked_documents_rels\` (\`command_results_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_counters_id_idx\` ON \`payload_locked_documents_rels\` (\`counters_id\`);`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_orders\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`order_i_d\` text NOT NULL,
  	\`stage\` text DEFAULT 'empty' NOT NULL,
  	\`stage_since\` text,
  	\`overall_status\` text DEFAULT 'pending' NOT NULL,
  	\`payment_status\` text DEFAULT 'pending' NOT NULL,
  	\`queue\` text,
  	\`bay_id\` text,
  	\`vehicle_id\` integer,
  	\`plate\` text,
  	\`vehicle_type\` text,
  	\`make\` text,
  	\`colour\` text,
  	\`customer_id\` integer,
  	\`customer_name\` text,
  	\`customer_phone\` text,
  	\`services\` text DEFAULT '[]',
  	\`total_amount\` numeric DEFAULT 0,
  	\`discount\` numeric DEFAULT 0,
  	\`paid_amount\` numeric DEFAULT 0,
  	\`currency\` text DEFAULT 'MYR' NOT NULL,
  	\`customer_notes\` text DEFAULT '',
  	\`staff_notes\` text DEFAULT '',
  	\`whatsapp_linked\` integer DEFAULT false,
  	\`qr_code_generated\` integer DEFAULT false,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`vehicle_id\`) REFERENCES \`vehicles\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`customer_id\`) REFERENCES \`customers\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_orders\`("id", "order_i_d", "stage", "stage_since", "overall_status", "payment_status", "queue", "bay_id", "vehicle_id", "plate", "vehicle_type", "make", "colour", "customer_id", "customer_name", "customer_phone", "services", "total_amount", "discount", "paid_amount", "currency", "customer_notes", "staff_notes", "whatsapp_linked", "qr_code_generated", "tenant", "changed_at", "version", "updated_at", "created_at") SELECT "id", "order_i_d", "stage", "stage_since", "overall_status", "payment_status", "queue", "bay_id", "vehicle_id", "plate", "vehicle_type", "make", "colour", "customer_id", "customer_name", "customer_phone", "services", "total_amount", "discount", "paid_amount", "currency", "customer_notes", "staff_notes", "whatsapp_linked", "qr_code_generated", "tenant", "changed_at", "version", "updated_at", "created_at" FROM \`orders\`;`)
  await db.run(sql`DROP TABLE \`orders\`;`)
  await db.run(sql`ALTER TABLE \`__new_orders\` RENAME TO \`orders\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`orders_order_i_d_idx\` ON \`orders\` (\`order_i_d\`);`)
  await db.run(sql`CREATE INDEX \`orders_stage_idx\` ON \`orders\` (\`stage\`);`)
  await db.run(sql`CREATE INDEX \`orders_bay_id_idx\` ON \`orders\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`orders_vehicle_idx\` ON \`orders\` (\`vehicle_id\`);`)
  await db.run(sql`CREATE INDEX \`orders_plate_idx\` ON \`orders\` (\`plate\`);`)
  await db.run(sql`CREATE INDEX \`orders_customer_idx\` ON \`orders\` (\`customer_id\`);`)
  await db.run(sql`CREATE INDEX \`orders_tenant_idx\` ON \`orders\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`orders_updated_at_idx\` ON \`orders\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`orders_created_at_idx\` ON \`orders\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_orderID_idx\` ON \`orders\` (\`tenant\`,\`order_i_d\`);`)
  await db.run(sql`CREATE TABLE \`__new_bays\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`name\` text NOT NULL,
  	\`bay_id\` text NOT NULL,
  	\`position\` numeric DEFAULT 0,
  	\`status\` text DEFAULT 'available' NOT NULL,
  	\`status_reason\` text,
  	\`order_i_d\` text,
  	\`job_id\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`INSERT INTO \`__new_bays\`("id", "name", "bay_id", "position", "status", "status_reason", "order_i_d", "job_id", "tenant", "changed_at", "version", "updated_at", "created_at") SELECT "id", "name", "bay_id", "position", "status", "status_reason", "order_i_d", "job_id", "tenant", "changed_at", "version", "updated_at", "created_at" FROM \`bays\`;`)
  await db.run(sql`DROP TABLE \`bays\`;`)
  await db.run(sql`ALTER TABLE \`__new_bays\` RENAME TO \`bays\`;`)
  await db.run(sql`CREATE INDEX \`bays_bay_id_idx\` ON \`bays\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`bays_tenant_idx\` ON \`bays\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`bays_updated_at_idx\` ON \`bays\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`bays_created_at_idx\` ON \`bays\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_bayId_idx\` ON \`bays\` (\`tenant\`,\`bay_id\`);`)
  await db.run(sql`CREATE TABLE \`__new_jobs\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`job_id\` text NOT NULL,
  	\`order_i_d\` text NOT NULL,
  	\`bay_id\` text,
  	\`from_queue\` text,
  	\`plate\` text DEFAULT '',
  	\`vehicle_type\` text DEFAULT 'sedan' NOT NULL,
  	\`title\` text DEFAULT '',
  	\`notes\` text DEFAULT '',
  	\`status\` text DEFAULT 'pending' NOT NULL,
  	\`steps\` text DEFAULT '[]',
  	\`started_at\` text,
  	\`paused_at\` text,
  	\`paused_ms\` numeric DEFAULT 0,
  	\`finished_at\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`changed_at\` text,
  	\`version\` numeric DEFAULT 1,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`INSERT INTO \`__new_jobs\`("id", "job_id", "order_i_d", "bay_id", "from_queue", "plate", "vehicle_type", "title", "notes", "status", "steps", "started_at", "paused_at", "paused_ms", "finished_at", "tenant", "changed_at", "version", "updated_at", "created_at") SELECT "id", "job_id", "order_i_d", "bay_id", "from_queue", "plate", "vehicle_type", "title", "notes", "status", "steps", "started_at", "paused_at", "paused_ms", "finished_at", "tenant", "changed_at", "version", "updated_at", "created_at" FROM \`jobs\`;`)
  await db.run(sql`DROP TABLE \`jobs\`;`)
  await db.run(sql`ALTER TABLE \`__new_jobs\` RENAME TO \`jobs\`;`)
  await db.run(sql`CREATE INDEX \`jobs_job_id_idx\` ON \`jobs\` (\`job_id\`);`)
  await db.run(sql`CREATE INDEX \`jobs_order_i_d_idx\` ON \`jobs\` (\`order_i_d\`);`)
  await db.run(sql`CREATE INDEX \`jobs_bay_id_idx\` ON \`jobs\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`jobs_status_idx\` ON \`jobs\` (\`status\`);`)
  await db.run(sql`CREATE INDEX \`jobs_tenant_idx\` ON \`jobs\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`jobs_updated_at_idx\` ON \`jobs\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`jobs_created_at_idx\` ON \`jobs\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_jobId_idx\` ON \`jobs\` (\`tenant\`,\`job_id\`);`)
}
