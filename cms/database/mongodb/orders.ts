import { lookBack, type OrderSearching, oneAtATime } from '../order-search'
import type { Store } from './statements'

const WASHED = ['billed', 'paid', 'completed']
const SEARCHED = { plate: 1, orderID: 1, takenAs: 1, customerName: 1, customerPhone: 1 }

const quoted = (sign: string) => sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A plate however it is written, of what is kept as `plainText` has it; its site's orders are gone through for it. */
export const platePattern = (plate: string): { $regex: string; $options: string } => ({
  $regex: `^[ .+-]*${Array.from(plate, quoted).join('[ .+-]*')}[ .+-]*$`,
  $options: 'i',
})

/** Orders found by what stands in them. No index helps: each asking goes through the newest of its site. */
export function orderSearch({ collection, within }: Store): OrderSearching {
  const inTurn = oneAtATime()
  return {
    ordersWith(asked) {
      return lookBack(asked, (before, size) =>
        inTurn(async () => {
          const rows = await collection('orders')
            .find(
              { tenant: asked.tenant, _id: { $lt: before } },
              { sort: { _id: -1 }, limit: size, projection: SEARCHED },
            )
            .toArray()
          return rows.map(({ _id, ...order }) => ({ id: _id, ...order }))
        }),
      )
    },
    async ordersOfCar({ tenant, before, plate, limit }, transaction) {
      const session = transaction === undefined ? undefined : within(transaction).session
      const asked = { tenant, _id: { $lt: before }, plate: platePattern(plate) }
      const rows = await collection('orders')
        .find(asked, { session, sort: { _id: -1 }, limit, projection: { _id: 1 } })
        .toArray()
      return { ids: rows.map(({ _id }) => _id), next: rows.length < limit ? null : (rows.at(-1)?._id ?? null) }
    },
    visitsOfCar: ({ tenant, plate }) =>
      collection('orders').countDocuments({ tenant, plate: platePattern(plate), stage: { $in: WASHED } }),
  }
}
