import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'

/**
 * Orders from before a plate made a vehicle become those of the vehicle that has their plate. A car that has not come since has none:
 * it gets its earlier orders with its next one (`knowVehicle`).
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.run(sql`UPDATE orders SET vehicle_id = found.vehicle FROM (
      SELECT o.id AS "order", min(v.id) AS vehicle FROM orders o JOIN vehicles v ON v.tenant = o.tenant
        AND v.bare_plate = upper(replace(replace(replace(replace(coalesce(o.plate, ''), ' ', ''), '-', ''), '.', ''), '+', ''))
      WHERE o.vehicle_id IS NULL AND v.bare_plate NOT IN ('', '***') GROUP BY o.id
    ) AS found WHERE orders.id = found."order";`)
}

/** That an order is of its car stays true. */
export async function down(_: MigrateDownArgs): Promise<void> {}
