import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_orders_stage" AS ENUM('empty', 'initiated', 'open', 'in_progress', 'billed', 'paid', 'completed', 'cancelled');
  CREATE TYPE "public"."enum_orders_overall_status" AS ENUM('pending', 'in_progress', 'completed', 'ready', 'picked_up', 'cancelled');
  CREATE TYPE "public"."enum_orders_payment_status" AS ENUM('pending', 'paid', 'failed', 'refunded', 'cash');
  CREATE TYPE "public"."enum_orders_queue" AS ENUM('regular', 'vip', 'remnant');
  CREATE TYPE "public"."enum_orders_vehicle_type" AS ENUM('sedan', 'mpv_van', 'large_pickup', 'regular_bike', 'heavy_bike', 'very_heavy_bike');
  CREATE TYPE "public"."enum_queues_queue_id" AS ENUM('regular', 'vip', 'remnant');
  CREATE TYPE "public"."enum_bays_status" AS ENUM('available', 'occupied', 'cleaning', 'out_of_service');
  CREATE TYPE "public"."enum_jobs_from_queue" AS ENUM('regular', 'vip', 'remnant');
  CREATE TYPE "public"."enum_jobs_vehicle_type" AS ENUM('sedan', 'mpv_van', 'large_pickup', 'regular_bike', 'heavy_bike', 'very_heavy_bike');
  CREATE TYPE "public"."enum_jobs_status" AS ENUM('pending', 'in_progress', 'paused', 'completed', 'cancelled');
  CREATE TYPE "public"."enum_services_surcharges_vehicle_type" AS ENUM('sedan', 'mpv_van', 'large_pickup', 'regular_bike', 'heavy_bike', 'very_heavy_bike');
  CREATE TYPE "public"."enum_stations_role" AS ENUM('bay', 'cashier', 'board');
  CREATE TYPE "public"."enum_stations_last_recovery" AS ENUM('page_crashed', 'page_hung', 'page_white', 'server_ended', 'station_failed', 'journal_broke');
  CREATE TYPE "public"."enum_users_role" AS ENUM('admin', 'staff', 'customer', 'service');
  CREATE TYPE "public"."enum_customers_language" AS ENUM('en', 'ms', 'zh', 'ta');
  CREATE TYPE "public"."enum_vehicles_type" AS ENUM('sedan', 'mpv_van', 'large_pickup', 'regular_bike', 'heavy_bike', 'very_heavy_bike');
  CREATE TYPE "public"."enum_audit_kind" AS ENUM('sign_in', 'sign_in_failed', 'sign_in_limited', 'account_made', 'account_changed', 'account_deleted', 'key_made', 'key_revoked', 'price_changed', 'refund', 'cancellation', 'site_changed');
  CREATE TYPE "public"."enum_sync_events_event_type" AS ENUM('order_created', 'order_deleted', 'stage_change', 'status_update', 'payment_update', 'whatsapp_connected', 'qr_generated', 'queue_update', 'job_progress_update', 'concern_update', 'shift_update');
  CREATE TYPE "public"."enum_payments_kind" AS ENUM('payment', 'refund');
  CREATE TYPE "public"."enum_payments_method" AS ENUM('cash', 'card', 'online');
  CREATE TYPE "public"."enum_payments_source" AS ENUM('command', 'log', 'order');
  CREATE TYPE "public"."enum_concerns_decision" AS ENUM('done_again', 'done_otherwise', 'not_needed', 'mistake');
  CREATE TABLE "orders" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order_i_d" varchar,
  	"taken_as" varchar,
  	"stage" "enum_orders_stage" DEFAULT 'empty',
  	"stage_since" timestamp(3) with time zone,
  	"overall_status" "enum_orders_overall_status" DEFAULT 'pending',
  	"payment_status" "enum_orders_payment_status" DEFAULT 'pending',
  	"queue" "enum_orders_queue",
  	"bay_id" varchar,
  	"vehicle_id" integer,
  	"plate" varchar,
  	"vehicle_type" "enum_orders_vehicle_type",
  	"make" varchar,
  	"colour" varchar,
  	"customer_id" integer,
  	"customer_name" varchar,
  	"customer_phone" varchar,
  	"services" jsonb DEFAULT '[]'::jsonb,
  	"total_amount" numeric DEFAULT 0,
  	"discount" numeric DEFAULT 0,
  	"paid_amount" numeric DEFAULT 0,
  	"payments" jsonb DEFAULT '[]'::jsonb,
  	"to_give_back" numeric DEFAULT 0,
  	"currency" varchar DEFAULT 'MYR',
  	"customer_notes" varchar DEFAULT '',
  	"staff_notes" varchar DEFAULT '',
  	"whatsapp_linked" boolean DEFAULT false,
  	"qr_code_generated" boolean DEFAULT false,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"changed_at" timestamp(3) with time zone,
  	"version" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "queues" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"queue_id" "enum_queues_queue_id" NOT NULL,
  	"open" boolean DEFAULT true,
  	"entries" jsonb DEFAULT '[]'::jsonb,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"changed_at" timestamp(3) with time zone,
  	"version" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "bays" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"bay_id" varchar NOT NULL,
  	"position" numeric DEFAULT 0,
  	"status" "enum_bays_status" DEFAULT 'available',
  	"status_reason" varchar,
  	"order_i_d" varchar,
  	"job_id" varchar,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"changed_at" timestamp(3) with time zone,
  	"version" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "jobs" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"job_id" varchar,
  	"order_i_d" varchar,
  	"bay_id" varchar,
  	"from_queue" "enum_jobs_from_queue",
  	"from_bay" varchar,
  	"plate" varchar DEFAULT '',
  	"vehicle_type" "enum_jobs_vehicle_type" DEFAULT 'sedan',
  	"title" varchar DEFAULT '',
  	"notes" varchar DEFAULT '',
  	"status" "enum_jobs_status" DEFAULT 'pending',
  	"steps" jsonb DEFAULT '[]'::jsonb,
  	"started_at" timestamp(3) with time zone,
  	"paused_at" timestamp(3) with time zone,
  	"paused_ms" numeric DEFAULT 0,
  	"finished_at" timestamp(3) with time zone,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"changed_at" timestamp(3) with time zone,
  	"version" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "services_steps" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"minutes" numeric DEFAULT 0 NOT NULL,
  	"key" varchar NOT NULL
  );
  
  CREATE TABLE "services_options" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"price" numeric DEFAULT 0 NOT NULL,
  	"minutes" numeric DEFAULT 0 NOT NULL,
  	"option_id" varchar NOT NULL
  );
  
  CREATE TABLE "services_surcharges" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"vehicle_type" "enum_services_surcharges_vehicle_type" NOT NULL,
  	"price" numeric DEFAULT 0 NOT NULL
  );
  
  CREATE TABLE "services" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"price" numeric DEFAULT 0 NOT NULL,
  	"active" boolean DEFAULT true,
  	"position" numeric DEFAULT 0,
  	"service_id" varchar NOT NULL,
  	"former" jsonb,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "tenants" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"currency" varchar DEFAULT 'MYR' NOT NULL,
  	"time_zone" varchar DEFAULT 'Asia/Kuala_Lumpur',
  	"tenant_id" varchar NOT NULL,
  	"whatsapp_number" varchar,
  	"billing" boolean DEFAULT true,
  	"cleaning_after_job" boolean DEFAULT false,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "stations" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"role" "enum_stations_role" DEFAULT 'cashier' NOT NULL,
  	"bay" varchar,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"last_seen_at" timestamp(3) with time zone,
  	"app_version" varchar,
  	"behind" numeric,
  	"waiting" numeric,
  	"recoveries" numeric,
  	"last_recovery" "enum_stations_last_recovery",
  	"last_recovery_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"enable_a_p_i_key" boolean,
  	"api_key" varchar,
  	"api_key_index" varchar
  );
  
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"role" "enum_users_role" DEFAULT 'staff' NOT NULL,
  	"tenant" varchar DEFAULT 'main',
  	"customer_id" integer,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"enable_a_p_i_key" boolean,
  	"api_key" varchar,
  	"api_key_index" varchar,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "customers" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"phone" varchar,
  	"language" "enum_customers_language" DEFAULT 'en',
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "vehicles" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"plate" varchar NOT NULL,
  	"type" "enum_vehicles_type" DEFAULT 'sedan' NOT NULL,
  	"make" varchar,
  	"colour" varchar,
  	"owner_id" integer,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "audit" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"at" varchar NOT NULL,
  	"kind" "enum_audit_kind" NOT NULL,
  	"subject" varchar NOT NULL,
  	"before" varchar,
  	"after" varchar,
  	"actor" varchar NOT NULL,
  	"address" varchar,
  	"tenant" varchar,
  	"uptime" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "sync_events" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"tenant" varchar NOT NULL,
  	"seq" numeric NOT NULL,
  	"event_type" "enum_sync_events_event_type" NOT NULL,
  	"order_i_d" varchar,
  	"bays" varchar,
  	"audience" varchar,
  	"actor" varchar NOT NULL,
  	"command_id" varchar,
  	"at" varchar NOT NULL,
  	"uptime" numeric DEFAULT 0 NOT NULL,
  	"body" varchar NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "sync_heads" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"tenant" varchar NOT NULL,
  	"epoch" varchar NOT NULL,
  	"head" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "command_results" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"tenant" varchar NOT NULL,
  	"command_id" varchar NOT NULL,
  	"station" varchar,
  	"uptime" numeric DEFAULT 0 NOT NULL,
  	"result" jsonb NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "counters" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"tenant" varchar NOT NULL,
  	"name" varchar NOT NULL,
  	"value" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payments" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"tenant" varchar NOT NULL,
  	"seq" numeric NOT NULL,
  	"order_i_d" varchar NOT NULL,
  	"kind" "enum_payments_kind" NOT NULL,
  	"method" "enum_payments_method",
  	"amount" numeric DEFAULT 0 NOT NULL,
  	"change" numeric DEFAULT 0,
  	"currency" varchar NOT NULL,
  	"reason" varchar,
  	"person" varchar,
  	"station" varchar,
  	"at" varchar NOT NULL,
  	"day" varchar NOT NULL,
  	"source" "enum_payments_source" DEFAULT 'command' NOT NULL,
  	"command_id" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "concerns" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"concern_id" varchar,
  	"order_i_d" varchar,
  	"plate" varchar,
  	"action" varchar,
  	"answer" varchar,
  	"raised_by" varchar,
  	"raised_at" timestamp(3) with time zone,
  	"decision" "enum_concerns_decision",
  	"decided_by" varchar,
  	"decided_at" timestamp(3) with time zone,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"changed_at" timestamp(3) with time zone,
  	"version" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "shifts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"shift_id" varchar,
  	"number" numeric,
  	"opened_at" timestamp(3) with time zone,
  	"opened_by" varchar,
  	"currency" varchar,
  	"float" numeric DEFAULT 0,
  	"from_seq" numeric,
  	"closed_at" timestamp(3) with time zone,
  	"closed_by" varchar,
  	"counted" numeric,
  	"expected" numeric,
  	"to_seq" numeric,
  	"note" varchar,
  	"tenant" varchar DEFAULT 'main' NOT NULL,
  	"changed_at" timestamp(3) with time zone,
  	"version" numeric DEFAULT 1,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_kv" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"stations_id" integer,
  	"users_id" integer
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "orders" ADD CONSTRAINT "orders_vehicle_id_vehicles_id_fk" FOREIGN KEY ("vehicle_id") REFERENCES "public"."vehicles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "services_steps" ADD CONSTRAINT "services_steps_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "services_options" ADD CONSTRAINT "services_options_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "services_surcharges" ADD CONSTRAINT "services_surcharges_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users" ADD CONSTRAINT "users_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "vehicles" ADD CONSTRAINT "vehicles_owner_id_customers_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_stations_fk" FOREIGN KEY ("stations_id") REFERENCES "public"."stations"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "orders_order_i_d_idx" ON "orders" USING btree ("order_i_d");
  CREATE INDEX "orders_stage_idx" ON "orders" USING btree ("stage");
  CREATE INDEX "orders_bay_id_idx" ON "orders" USING btree ("bay_id");
  CREATE INDEX "orders_vehicle_idx" ON "orders" USING btree ("vehicle_id");
  CREATE INDEX "orders_plate_idx" ON "orders" USING btree ("plate");
  CREATE INDEX "orders_customer_idx" ON "orders" USING btree ("customer_id");
  CREATE INDEX "orders_to_give_back_idx" ON "orders" USING btree ("to_give_back");
  CREATE INDEX "orders_tenant_idx" ON "orders" USING btree ("tenant");
  CREATE INDEX "orders_updated_at_idx" ON "orders" USING btree ("updated_at");
  CREATE INDEX "orders_created_at_idx" ON "orders" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_orderID_idx" ON "orders" USING btree ("tenant","order_i_d");
  CREATE INDEX "tenant_takenAs_idx" ON "orders" USING btree ("tenant","taken_as");
  CREATE INDEX "queues_tenant_idx" ON "queues" USING btree ("tenant");
  CREATE INDEX "queues_updated_at_idx" ON "queues" USING btree ("updated_at");
  CREATE INDEX "queues_created_at_idx" ON "queues" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_queueId_idx" ON "queues" USING btree ("tenant","queue_id");
  CREATE INDEX "bays_bay_id_idx" ON "bays" USING btree ("bay_id");
  CREATE INDEX "bays_tenant_idx" ON "bays" USING btree ("tenant");
  CREATE INDEX "bays_updated_at_idx" ON "bays" USING btree ("updated_at");
  CREATE INDEX "bays_created_at_idx" ON "bays" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_bayId_idx" ON "bays" USING btree ("tenant","bay_id");
  CREATE INDEX "jobs_job_id_idx" ON "jobs" USING btree ("job_id");
  CREATE INDEX "jobs_order_i_d_idx" ON "jobs" USING btree ("order_i_d");
  CREATE INDEX "jobs_bay_id_idx" ON "jobs" USING btree ("bay_id");
  CREATE INDEX "jobs_status_idx" ON "jobs" USING btree ("status");
  CREATE INDEX "jobs_tenant_idx" ON "jobs" USING btree ("tenant");
  CREATE INDEX "jobs_updated_at_idx" ON "jobs" USING btree ("updated_at");
  CREATE INDEX "jobs_created_at_idx" ON "jobs" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_jobId_idx" ON "jobs" USING btree ("tenant","job_id");
  CREATE INDEX "services_steps_order_idx" ON "services_steps" USING btree ("_order");
  CREATE INDEX "services_steps_parent_id_idx" ON "services_steps" USING btree ("_parent_id");
  CREATE INDEX "services_steps_key_idx" ON "services_steps" USING btree ("key");
  CREATE INDEX "services_options_order_idx" ON "services_options" USING btree ("_order");
  CREATE INDEX "services_options_parent_id_idx" ON "services_options" USING btree ("_parent_id");
  CREATE INDEX "services_options_option_id_idx" ON "services_options" USING btree ("option_id");
  CREATE INDEX "services_surcharges_order_idx" ON "services_surcharges" USING btree ("_order");
  CREATE INDEX "services_surcharges_parent_id_idx" ON "services_surcharges" USING btree ("_parent_id");
  CREATE INDEX "services_service_id_idx" ON "services" USING btree ("service_id");
  CREATE INDEX "services_tenant_idx" ON "services" USING btree ("tenant");
  CREATE INDEX "services_updated_at_idx" ON "services" USING btree ("updated_at");
  CREATE INDEX "services_created_at_idx" ON "services" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_serviceId_idx" ON "services" USING btree ("tenant","service_id");
  CREATE UNIQUE INDEX "tenants_tenant_id_idx" ON "tenants" USING btree ("tenant_id");
  CREATE INDEX "tenants_updated_at_idx" ON "tenants" USING btree ("updated_at");
  CREATE INDEX "tenants_created_at_idx" ON "tenants" USING btree ("created_at");
  CREATE INDEX "stations_name_idx" ON "stations" USING btree ("name");
  CREATE INDEX "stations_bay_idx" ON "stations" USING btree ("bay");
  CREATE INDEX "stations_tenant_idx" ON "stations" USING btree ("tenant");
  CREATE INDEX "stations_updated_at_idx" ON "stations" USING btree ("updated_at");
  CREATE INDEX "stations_created_at_idx" ON "stations" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_name_idx" ON "stations" USING btree ("tenant","name");
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE INDEX "users_tenant_idx" ON "users" USING btree ("tenant");
  CREATE INDEX "users_customer_idx" ON "users" USING btree ("customer_id");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "customers_phone_idx" ON "customers" USING btree ("phone");
  CREATE INDEX "customers_tenant_idx" ON "customers" USING btree ("tenant");
  CREATE INDEX "customers_updated_at_idx" ON "customers" USING btree ("updated_at");
  CREATE INDEX "customers_created_at_idx" ON "customers" USING btree ("created_at");
  CREATE INDEX "vehicles_plate_idx" ON "vehicles" USING btree ("plate");
  CREATE INDEX "vehicles_owner_idx" ON "vehicles" USING btree ("owner_id");
  CREATE INDEX "vehicles_tenant_idx" ON "vehicles" USING btree ("tenant");
  CREATE INDEX "vehicles_updated_at_idx" ON "vehicles" USING btree ("updated_at");
  CREATE INDEX "vehicles_created_at_idx" ON "vehicles" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_plate_idx" ON "vehicles" USING btree ("tenant","plate");
  CREATE INDEX "audit_at_idx" ON "audit" USING btree ("at");
  CREATE INDEX "audit_updated_at_idx" ON "audit" USING btree ("updated_at");
  CREATE INDEX "audit_created_at_idx" ON "audit" USING btree ("created_at");
  CREATE INDEX "tenant_kind_idx" ON "audit" USING btree ("tenant","kind");
  CREATE INDEX "sync_events_order_i_d_idx" ON "sync_events" USING btree ("order_i_d");
  CREATE INDEX "sync_events_updated_at_idx" ON "sync_events" USING btree ("updated_at");
  CREATE INDEX "sync_events_created_at_idx" ON "sync_events" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_seq_idx" ON "sync_events" USING btree ("tenant","seq");
  CREATE INDEX "tenant_audience_seq_idx" ON "sync_events" USING btree ("tenant","audience","seq");
  CREATE INDEX "tenant_orderID_seq_idx" ON "sync_events" USING btree ("tenant","order_i_d","seq");
  CREATE UNIQUE INDEX "sync_heads_tenant_idx" ON "sync_heads" USING btree ("tenant");
  CREATE INDEX "sync_heads_updated_at_idx" ON "sync_heads" USING btree ("updated_at");
  CREATE INDEX "sync_heads_created_at_idx" ON "sync_heads" USING btree ("created_at");
  CREATE INDEX "command_results_tenant_idx" ON "command_results" USING btree ("tenant");
  CREATE INDEX "command_results_updated_at_idx" ON "command_results" USING btree ("updated_at");
  CREATE INDEX "command_results_created_at_idx" ON "command_results" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_commandId_idx" ON "command_results" USING btree ("tenant","command_id");
  CREATE INDEX "counters_updated_at_idx" ON "counters" USING btree ("updated_at");
  CREATE INDEX "counters_created_at_idx" ON "counters" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_name_1_idx" ON "counters" USING btree ("tenant","name");
  CREATE INDEX "payments_updated_at_idx" ON "payments" USING btree ("updated_at");
  CREATE INDEX "payments_created_at_idx" ON "payments" USING btree ("created_at");
  CREATE INDEX "tenant_day_orderID_idx" ON "payments" USING btree ("tenant","day","order_i_d");
  CREATE INDEX "tenant_orderID_1_idx" ON "payments" USING btree ("tenant","order_i_d");
  CREATE UNIQUE INDEX "tenant_commandId_1_idx" ON "payments" USING btree ("tenant","command_id");
  CREATE UNIQUE INDEX "tenant_seq_1_idx" ON "payments" USING btree ("tenant","seq");
  CREATE INDEX "concerns_tenant_idx" ON "concerns" USING btree ("tenant");
  CREATE INDEX "concerns_updated_at_idx" ON "concerns" USING btree ("updated_at");
  CREATE INDEX "concerns_created_at_idx" ON "concerns" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_concernId_idx" ON "concerns" USING btree ("tenant","concern_id");
  CREATE INDEX "tenant_decision_idx" ON "concerns" USING btree ("tenant","decision");
  CREATE INDEX "shifts_tenant_idx" ON "shifts" USING btree ("tenant");
  CREATE INDEX "shifts_updated_at_idx" ON "shifts" USING btree ("updated_at");
  CREATE INDEX "shifts_created_at_idx" ON "shifts" USING btree ("created_at");
  CREATE UNIQUE INDEX "tenant_shiftId_idx" ON "shifts" USING btree ("tenant","shift_id");
  CREATE UNIQUE INDEX "tenant_number_idx" ON "shifts" USING btree ("tenant","number");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_stations_id_idx" ON "payload_preferences_rels" USING btree ("stations_id");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "orders" CASCADE;
  DROP TABLE "queues" CASCADE;
  DROP TABLE "bays" CASCADE;
  DROP TABLE "jobs" CASCADE;
  DROP TABLE "services_steps" CASCADE;
  DROP TABLE "services_options" CASCADE;
  DROP TABLE "services_surcharges" CASCADE;
  DROP TABLE "services" CASCADE;
  DROP TABLE "tenants" CASCADE;
  DROP TABLE "stations" CASCADE;
  DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "customers" CASCADE;
  DROP TABLE "vehicles" CASCADE;
  DROP TABLE "audit" CASCADE;
  DROP TABLE "sync_events" CASCADE;
  DROP TABLE "sync_heads" CASCADE;
  DROP TABLE "command_results" CASCADE;
  DROP TABLE "counters" CASCADE;
  DROP TABLE "payments" CASCADE;
  DROP TABLE "concerns" CASCADE;
  DROP TABLE "shifts" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TYPE "public"."enum_orders_stage";
  DROP TYPE "public"."enum_orders_overall_status";
  DROP TYPE "public"."enum_orders_payment_status";
  DROP TYPE "public"."enum_orders_queue";
  DROP TYPE "public"."enum_orders_vehicle_type";
  DROP TYPE "public"."enum_queues_queue_id";
  DROP TYPE "public"."enum_bays_status";
  DROP TYPE "public"."enum_jobs_from_queue";
  DROP TYPE "public"."enum_jobs_vehicle_type";
  DROP TYPE "public"."enum_jobs_status";
  DROP TYPE "public"."enum_services_surcharges_vehicle_type";
  DROP TYPE "public"."enum_stations_role";
  DROP TYPE "public"."enum_stations_last_recovery";
  DROP TYPE "public"."enum_users_role";
  DROP TYPE "public"."enum_customers_language";
  DROP TYPE "public"."enum_vehicles_type";
  DROP TYPE "public"."enum_audit_kind";
  DROP TYPE "public"."enum_sync_events_event_type";
  DROP TYPE "public"."enum_payments_kind";
  DROP TYPE "public"."enum_payments_method";
  DROP TYPE "public"."enum_payments_source";
  DROP TYPE "public"."enum_concerns_decision";`)
}
