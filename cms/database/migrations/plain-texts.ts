import { bareText, plainText } from '@/lib/domain/rules/bare-text'

/** Rows that have a plate or a telephone number with other signs than a keyboard's, and the statements that write them plainly. */
export interface OddTexts {
  orders(): Promise<{ readonly id: number; readonly plate: string | null; readonly phone: string | null }[]>
  vehicles(): Promise<{ readonly id: number; readonly plate: string }[]>
  writeOrder(id: number, plate: string | null, phone: string | null): Promise<unknown>
  writeVehicle(id: number, barePlate: string): Promise<unknown>
}

/**
 * Cars are found by an index over the plates of their orders, which leaves out the signs of a keyboard alone. What was kept before is
 * written as it would be today; no version counts it, for it says the same. A car's own plate stays, as another may have the plain one.
 */
export async function writePlainly(odd: OddTexts): Promise<void> {
  const plain = (text: string | null) => (text === null ? null : plainText(text))
  for (const { id, plate, phone } of await odd.orders()) {
    const [plainPlate, plainPhone] = [plain(plate), plain(phone)]
    // Letters of other scripts are as plain as they can be.
    if (plainPlate !== plate || plainPhone !== phone) await odd.writeOrder(id, plainPlate, plainPhone)
  }
  for (const { id, plate } of await odd.vehicles()) await odd.writeVehicle(id, bareText(plate))
}
