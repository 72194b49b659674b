import type { Db } from 'mongodb'
import { bareText } from '@/lib/domain/rules/bare-text'
import type { OddTexts } from '../migrations/plain-texts'

interface Row {
  readonly _id: number
  readonly plate?: string | null
  readonly customerPhone?: string | null
}

/** With another sign than a keyboard's. */
const ODD = { $regex: '[^ -~]' }

/** The rows that a migration finds in the other databases; here they are looked for at each start. */
export function oddTexts(db: Db, names: { readonly orders: string; readonly vehicles: string }): OddTexts {
  const orders = db.collection<Row>(names.orders)
  const vehicles = db.collection<Row & { readonly barePlate?: string }>(names.vehicles)
  return {
    async orders() {
      const odd = await orders.find({ $or: [{ plate: ODD }, { customerPhone: ODD }] }).toArray()
      return odd.map(({ _id, plate = null, customerPhone = null }) => ({ id: _id, plate, phone: customerPhone }))
    },
    // A car keeps its own plate, which is odd until somebody types it again.
    async vehicles() {
      const odd = await vehicles.find({ plate: ODD }).toArray()
      return odd.flatMap(({ _id, plate, barePlate }) =>
        plate && bareText(plate) !== barePlate ? [{ id: _id, plate }] : [],
      )
    },
    writeOrder: (id, plate, customerPhone) => orders.updateOne({ _id: id }, { $set: { plate, customerPhone } }),
    writeVehicle: (id, barePlate) => vehicles.updateOne({ _id: id }, { $set: { barePlate } }),
  }
}
