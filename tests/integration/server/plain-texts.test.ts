import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderRow } from '@/cms/documents/order'
import { findOrders } from '@/cms/site/find-orders'
import { openDatabase, type TestDatabase } from '../../support/database'
import { endedOrder } from '../../support/ended-order'

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase({ before: '_plain_texts' })
})
afterAll(() => database?.close())

/** Past all that would write it plainly. */
async function addOrder(orderID: string, plate: string, customerPhone: string | null = null): Promise<void> {
  const data = { ...endedOrder(orderID), currency: 'MYR', plate, customerPhone, version: 3 }
  await database.payload.db.create({ collection: 'orders', data, returning: false })
}

test('cars and telephone numbers that an older release kept with other signs are found as if they had been typed', async () => {
  await addOrder('AX-1', 'ODD\u00a04321', '+60\u00a017\u2011555 6677')
  await addOrder('AX-2', 'odd\u20114321')
  await addOrder('AX-3', '\uff2f\uff24\uff24 4321')
  await addOrder('AX-4', 'odd 43-21', '017-888 9999')
  await addOrder('AX-5', '京A 12345', '(017) 888')
  const car = { tenant: 'main', plate: 'ODD\u20114321', type: 'sedan' }
  await database.payload.db.create({ collection: 'vehicles', data: car, returning: false })
  await database.migrate()
  const found = await findOrders(database.payload, 'main', 'staff', { plate: 'ODD4321', text: '', before: null })
  expect(found.past.orders.map(({ orderID }) => orderID)).toEqual(['AX-4', 'AX-3', 'AX-2', 'AX-1'])
  expect(found.past.visits).toBe(4)
  const { docs: orders } = await database.payload.db.find<OrderRow>({ collection: 'orders', where: {}, sort: 'id' })
  expect(orders.map(({ plate, customerPhone, version }) => [plate, customerPhone, version])).toEqual([
    ['ODD 4321', '+60 17-555 6677', 3],
    ['odd-4321', null, 3],
    ['ODD 4321', null, 3],
    ['odd 43-21', '017-888 9999', 3],
    ['京A 12345', '(017) 888', 3],
  ])
  const { docs: cars } = await database.payload.db.find({ collection: 'vehicles', where: {} })
  expect(cars).toMatchObject([{ plate: 'ODD\u20114321', barePlate: 'ODD4321' }])
})
