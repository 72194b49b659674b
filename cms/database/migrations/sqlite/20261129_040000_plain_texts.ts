import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'
import { writePlainly } from '../plain-texts'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await writePlainly({
    orders: () =>
      db.all(sql`SELECT id, plate, customer_phone AS phone FROM orders
        WHERE length(CAST(plate AS BLOB)) <> length(plate) OR length(CAST(customer_phone AS BLOB)) <> length(customer_phone);`),
    vehicles: () => db.all(sql`SELECT id, plate FROM vehicles WHERE length(CAST(plate AS BLOB)) <> length(plate);`),
    writeOrder: (id, plate, phone) =>
      db.run(sql`UPDATE orders SET plate = ${plate}, customer_phone = ${phone} WHERE id = ${id};`),
    writeVehicle: (id, barePlate) => db.run(sql`UPDATE vehicles SET bare_plate = ${barePlate} WHERE id = ${id};`),
  })
}

/** What is written plainly says the same: it stays. */
export async function down(_: MigrateDownArgs): Promise<void> {}
