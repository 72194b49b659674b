import type { Db } from 'mongodb'
import { z } from 'zod'
import { bareText } from '@/lib/domain/rules/bare-text'
import type { OddTexts } from '../migrations/plain-texts'

const textSchema = z
  .string()
  .nullish()
  .transform((text) => text ?? null)
const orderSchema = z.object({ _id: z.number(), plate: textSchema, customerPhone: textSchema })
const vehicleSchema = z.object({ _id: z.number(), plate: z.string(), barePlate: textSchema })

/** With another sign than a keyboard's. */
const ODD = { $regex: '[^ -~]' }

/** Rows as they should be; what else stands there is no text that could be written plainly. */
const readable = <Row>(schema: z.ZodType<Row>, rows: readonly object[]): Row[] =>
  rows.flatMap((row) => schema.safeParse(row).data ?? [])

/**
 * The rows that a migration finds in the other databases; here they are looked for at each start. Other servers may serve meanwhile: a row
 * that somebody has changed since it was read stays as it is, and is found again at the next start.
 */
export function oddTexts(db: Db, names: { readonly orders: string; readonly vehicles: string }): OddTexts {
  const orders = db.collection<{ _id: number }>(names.orders)
  const vehicles = db.collection<{ _id: number }>(names.vehicles)
  /** By the rows' numbers: what is asked for as they are written. As values, whatever they look like. */
  const ordersRead = new Map<number, object>()
  const vehiclesRead = new Map<number, object>()
  return {
    async orders() {
      const odd = await orders.find({ $or: [{ plate: ODD }, { customerPhone: ODD }] }).toArray()
      return readable(orderSchema, odd).map(({ _id: id, plate, customerPhone: phone }) => {
        ordersRead.set(id, { plate: { $eq: plate }, customerPhone: { $eq: phone } })
        return { id, plate, phone }
      })
    },
    // A car keeps its own plate, which is odd until somebody types it again.
    async vehicles() {
      const odd = await vehicles.find({ plate: ODD }).toArray()
      return readable(vehicleSchema, odd).flatMap(({ _id: id, plate, barePlate }) => {
        if (bareText(plate) === barePlate) return []
        vehiclesRead.set(id, { plate: { $eq: plate } })
        return [{ id, plate }]
      })
    },
    writeOrder: (id, plate, customerPhone) =>
      orders.updateOne({ _id: id, ...ordersRead.get(id) }, { $set: { plate, customerPhone } }),
    writeVehicle: (id, barePlate) => vehicles.updateOne({ _id: id, ...vehiclesRead.get(id) }, { $set: { barePlate } }),
  }
}
