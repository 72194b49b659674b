import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { type OddTexts, writePlainly } from '../plain-texts'

type Found<Asked extends 'orders' | 'vehicles'> = Awaited<ReturnType<OddTexts[Asked]>>

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await writePlainly({
    orders: async () =>
      (
        await db.execute(sql`SELECT id, plate, customer_phone AS phone FROM orders
          WHERE octet_length(plate) <> char_length(plate) OR octet_length(customer_phone) <> char_length(customer_phone);`)
      ).rows as Found<'orders'>,
    vehicles: async () =>
      (await db.execute(sql`SELECT id, plate FROM vehicles WHERE octet_length(plate) <> char_length(plate);`))
        .rows as Found<'vehicles'>,
    writeOrder: (id, plate, phone) =>
      db.execute(sql`UPDATE orders SET plate = ${plate}, customer_phone = ${phone} WHERE id = ${id};`),
    writeVehicle: (id, barePlate) => db.execute(sql`UPDATE vehicles SET bare_plate = ${barePlate} WHERE id = ${id};`),
  })
}

/** What is written plainly says the same: it stays. */
export async function down(_: MigrateDownArgs): Promise<void> {}
