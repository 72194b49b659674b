import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`orders\` (
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
  	\`version\` numeric DEFAULT 1,
  	\`changed_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`vehicle_id\`) REFERENCES \`vehicles\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`customer_id\`) REFERENCES \`customers\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
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
  await db.run(sql`CREATE TABLE \`queues\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`queue_id\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`open\` integer DEFAULT true,
  	\`entries\` text DEFAULT '[]',
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`version\` numeric DEFAULT 1,
  	\`changed_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`queues_tenant_idx\` ON \`queues\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`queues_updated_at_idx\` ON \`queues\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`queues_created_at_idx\` ON \`queues\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_queueId_idx\` ON \`queues\` (\`tenant\`,\`queue_id\`);`)
  await db.run(sql`CREATE TABLE \`bays\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`bay_id\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`position\` numeric DEFAULT 0,
  	\`status\` text DEFAULT 'available' NOT NULL,
  	\`status_reason\` text,
  	\`order_i_d\` text,
  	\`job_id\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`version\` numeric DEFAULT 1,
  	\`changed_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`bays_bay_id_idx\` ON \`bays\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`bays_tenant_idx\` ON \`bays\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`bays_updated_at_idx\` ON \`bays\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`bays_created_at_idx\` ON \`bays\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_bayId_idx\` ON \`bays\` (\`tenant\`,\`bay_id\`);`)
  await db.run(sql`CREATE TABLE \`jobs\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`job_id\` text NOT NULL,
  	\`order_i_d\` text NOT NULL,
  	\`bay_id\` text,
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
  	\`version\` numeric DEFAULT 1,
  	\`changed_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`jobs_job_id_idx\` ON \`jobs\` (\`job_id\`);`)
  await db.run(sql`CREATE INDEX \`jobs_order_i_d_idx\` ON \`jobs\` (\`order_i_d\`);`)
  await db.run(sql`CREATE INDEX \`jobs_bay_id_idx\` ON \`jobs\` (\`bay_id\`);`)
  await db.run(sql`CREATE INDEX \`jobs_status_idx\` ON \`jobs\` (\`status\`);`)
  await db.run(sql`CREATE INDEX \`jobs_tenant_idx\` ON \`jobs\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`jobs_updated_at_idx\` ON \`jobs\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`jobs_created_at_idx\` ON \`jobs\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_jobId_idx\` ON \`jobs\` (\`tenant\`,\`job_id\`);`)
  await db.run(sql`CREATE TABLE \`services_steps\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` integer NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`minutes\` numeric DEFAULT 0 NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`services\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`services_steps_order_idx\` ON \`services_steps\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`services_steps_parent_id_idx\` ON \`services_steps\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`services_steps_key_idx\` ON \`services_steps\` (\`key\`);`)
  await db.run(sql`CREATE TABLE \`services_options\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` integer NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`option_id\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`price\` numeric DEFAULT 0 NOT NULL,
  	\`minutes\` numeric DEFAULT 0 NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`services\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`services_options_order_idx\` ON \`services_options\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`services_options_parent_id_idx\` ON \`services_options\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`services_options_option_id_idx\` ON \`services_options\` (\`option_id\`);`)
  await db.run(sql`CREATE TABLE \`services_surcharges\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` integer NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`vehicle_type\` text NOT NULL,
  	\`price\` numeric DEFAULT 0 NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`services\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`services_surcharges_order_idx\` ON \`services_surcharges\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`services_surcharges_parent_id_idx\` ON \`services_surcharges\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`services\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`service_id\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`price\` numeric DEFAULT 0 NOT NULL,
  	\`active\` integer DEFAULT true,
  	\`position\` numeric DEFAULT 0,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`services_service_id_idx\` ON \`services\` (\`service_id\`);`)
  await db.run(sql`CREATE INDEX \`services_tenant_idx\` ON \`services\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`services_updated_at_idx\` ON \`services\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`services_created_at_idx\` ON \`services\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_serviceId_idx\` ON \`services\` (\`tenant\`,\`service_id\`);`)
  await db.run(sql`CREATE TABLE \`tenants\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`tenant_id\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`currency\` text DEFAULT 'MYR' NOT NULL,
  	\`time_zone\` text DEFAULT 'Asia/Kuala_Lumpur',
  	\`billing\` integer DEFAULT true,
  	\`cleaning_after_job\` integer DEFAULT false,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`tenants_tenant_id_idx\` ON \`tenants\` (\`tenant_id\`);`)
  await db.run(sql`CREATE INDEX \`tenants_updated_at_idx\` ON \`tenants\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`tenants_created_at_idx\` ON \`tenants\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`stations\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`name\` text NOT NULL,
  	\`role\` text DEFAULT 'cashier' NOT NULL,
  	\`bay\` text,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`last_seen_at\` text,
  	\`app_version\` text,
  	\`behind\` numeric,
  	\`waiting\` numeric,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`enable_a_p_i_key\` integer,
  	\`api_key\` text,
  	\`api_key_index\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`stations_name_idx\` ON \`stations\` (\`name\`);`)
  await db.run(sql`CREATE INDEX \`stations_bay_idx\` ON \`stations\` (\`bay\`);`)
  await db.run(sql`CREATE INDEX \`stations_tenant_idx\` ON \`stations\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`stations_updated_at_idx\` ON \`stations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`stations_created_at_idx\` ON \`stations\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_name_idx\` ON \`stations\` (\`tenant\`,\`name\`);`)
  await db.run(sql`CREATE TABLE \`users_sessions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` integer NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`created_at\` text,
  	\`expires_at\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`users_sessions_order_idx\` ON \`users_sessions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`users_sessions_parent_id_idx\` ON \`users_sessions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`users\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`name\` text,
  	\`role\` text DEFAULT 'staff' NOT NULL,
  	\`tenant\` text DEFAULT 'main',
  	\`customer_id\` integer,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`email\` text NOT NULL,
  	\`reset_password_token\` text,
  	\`reset_password_expiration\` text,
  	\`salt\` text,
  	\`hash\` text,
  	\`reset_password_requested_at\` text,
  	\`login_attempts\` numeric DEFAULT 0,
  	\`lock_until\` text,
  	FOREIGN KEY (\`customer_id\`) REFERENCES \`customers\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`users_tenant_idx\` ON \`users\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`users_customer_idx\` ON \`users\` (\`customer_id\`);`)
  await db.run(sql`CREATE INDEX \`users_updated_at_idx\` ON \`users\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`users_created_at_idx\` ON \`users\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`users_email_idx\` ON \`users\` (\`email\`);`)
  await db.run(sql`CREATE TABLE \`customers\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`name\` text NOT NULL,
  	\`phone\` text,
  	\`language\` text DEFAULT 'en',
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`customers_phone_idx\` ON \`customers\` (\`phone\`);`)
  await db.run(sql`CREATE INDEX \`customers_tenant_idx\` ON \`customers\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`customers_updated_at_idx\` ON \`customers\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`customers_created_at_idx\` ON \`customers\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`vehicles\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`plate\` text NOT NULL,
  	\`type\` text DEFAULT 'sedan' NOT NULL,
  	\`make\` text,
  	\`colour\` text,
  	\`owner_id\` integer,
  	\`tenant\` text DEFAULT 'main' NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`owner_id\`) REFERENCES \`customers\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`vehicles_plate_idx\` ON \`vehicles\` (\`plate\`);`)
  await db.run(sql`CREATE INDEX \`vehicles_owner_idx\` ON \`vehicles\` (\`owner_id\`);`)
  await db.run(sql`CREATE INDEX \`vehicles_tenant_idx\` ON \`vehicles\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`vehicles_updated_at_idx\` ON \`vehicles\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`vehicles_created_at_idx\` ON \`vehicles\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_plate_idx\` ON \`vehicles\` (\`tenant\`,\`plate\`);`)
  await db.run(sql`CREATE TABLE \`sync_events\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`tenant\` text NOT NULL,
  	\`seq\` numeric NOT NULL,
  	\`event_type\` text NOT NULL,
  	\`order_i_d\` text,
  	\`bays\` text,
  	\`audience\` text,
  	\`actor\` text NOT NULL,
  	\`at\` text NOT NULL,
  	\`body\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`sync_events_order_i_d_idx\` ON \`sync_events\` (\`order_i_d\`);`)
  await db.run(sql`CREATE INDEX \`sync_events_updated_at_idx\` ON \`sync_events\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`sync_events_created_at_idx\` ON \`sync_events\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_seq_idx\` ON \`sync_events\` (\`tenant\`,\`seq\`);`)
  await db.run(sql`CREATE TABLE \`sync_heads\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`tenant\` text NOT NULL,
  	\`epoch\` text NOT NULL,
  	\`head\` numeric DEFAULT 0 NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`sync_heads_tenant_idx\` ON \`sync_heads\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`sync_heads_updated_at_idx\` ON \`sync_heads\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`sync_heads_created_at_idx\` ON \`sync_heads\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`command_results\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`tenant\` text NOT NULL,
  	\`command_id\` text NOT NULL,
  	\`station\` text,
  	\`result\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`command_results_tenant_idx\` ON \`command_results\` (\`tenant\`);`)
  await db.run(sql`CREATE INDEX \`command_results_updated_at_idx\` ON \`command_results\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`command_results_created_at_idx\` ON \`command_results\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_commandId_idx\` ON \`command_results\` (\`tenant\`,\`command_id\`);`)
  await db.run(sql`CREATE TABLE \`counters\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`tenant\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`value\` numeric DEFAULT 0 NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`counters_updated_at_idx\` ON \`counters\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`counters_created_at_idx\` ON \`counters\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`tenant_name_1_idx\` ON \`counters\` (\`tenant\`,\`name\`);`)
  await db.run(sql`CREATE TABLE \`payload_kv\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`key\` text NOT NULL,
  	\`data\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`payload_kv_key_idx\` ON \`payload_kv\` (\`key\`);`)
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
  await db.run(sql`CREATE TABLE \`payload_preferences\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`key\` text,
  	\`value\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_key_idx\` ON \`payload_preferences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_updated_at_idx\` ON \`payload_preferences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_created_at_idx\` ON \`payload_preferences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` integer NOT NULL,
  	\`path\` text NOT NULL,
  	\`stations_id\` integer,
  	\`users_id\` integer,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_preferences\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`stations_id\`) REFERENCES \`stations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_order_idx\` ON \`payload_preferences_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_parent_idx\` ON \`payload_preferences_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_path_idx\` ON \`payload_preferences_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_stations_id_idx\` ON \`payload_preferences_rels\` (\`stations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_users_id_idx\` ON \`payload_preferences_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_migrations\` (
  	\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  	\`name\` text,
  	\`batch\` numeric,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_migrations_updated_at_idx\` ON \`payload_migrations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_migrations_created_at_idx\` ON \`payload_migrations\` (\`created_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`orders\`;`)
  await db.run(sql`DROP TABLE \`queues\`;`)
  await db.run(sql`DROP TABLE \`bays\`;`)
  await db.run(sql`DROP TABLE \`jobs\`;`)
  await db.run(sql`DROP TABLE \`services_steps\`;`)
  await db.run(sql`DROP TABLE \`services_options\`;`)
  await db.run(sql`DROP TABLE \`services_surcharges\`;`)
  await db.run(sql`DROP TABLE \`services\`;`)
  await db.run(sql`DROP TABLE \`tenants\`;`)
  await db.run(sql`DROP TABLE \`stations\`;`)
  await db.run(sql`DROP TABLE \`users_sessions\`;`)
  await db.run(sql`DROP TABLE \`users\`;`)
  await db.run(sql`DROP TABLE \`customers\`;`)
  await db.run(sql`DROP TABLE \`vehicles\`;`)
  await db.run(sql`DROP TABLE \`sync_events\`;`)
  await db.run(sql`DROP TABLE \`sync_heads\`;`)
  await db.run(sql`DROP TABLE \`command_results\`;`)
  await db.run(sql`DROP TABLE \`counters\`;`)
  await db.run(sql`DROP TABLE \`payload_kv\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_migrations\`;`)
}
