import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Audience } from '@/cms/access/audiences'
import { allPaths, type DocumentKind, visiblePaths } from '@/cms/access/visible-fields'
import { rawRequest } from '../../support/http'
import { fill, hiddenMarks, openSite, READERS, read, site } from '../../support/marked-site'

/** A site in which every field holds something that is found again, read over REST: columns of what is visible, and no others. */

beforeAll(async () => {
  await fill(await openSite())
}, 120_000)
afterAll(() => site.server?.stop())

/** REST keeps the parts of a document in columns; those that hold nothing of it are for staff. */
const COLUMNS: Record<string, string> = {
  tenant: 'tenantId',
  changedAt: 'updatedAt',
  customerName: 'customer.name',
  customerPhone: 'customer.phone',
}
const VEHICLE_COLUMNS: Record<string, string> = {
  plate: 'vehicle.plate',
  vehicleType: 'vehicle.type',
  make: 'vehicle.make',
  colour: 'vehicle.colour',
}
const COLLECTIONS = [
  ['orders', 'order'],
  ['queues', 'queue'],
  ['bays', 'bay'],
  ['jobs', 'job'],
] as const

function readsColumn(audience: Audience, kind: DocumentKind, column: string): boolean {
  if (column === 'id' || audience === 'staff' || audience === 'cashier') return true
  if (kind === 'order' && ['vehicle', 'customer'].includes(column)) return false
  const path = COLUMNS[column] ?? (kind === 'order' ? VEHICLE_COLUMNS[column] : undefined) ?? column
  const parts = allPaths(kind).filter((known) => known === path || known.startsWith(`${path}.`))
  return parts.length > 0 && parts.every((part) => visiblePaths(audience, kind).includes(part))
}

describe.each([...READERS, 'service'] as const)('%s over REST', (reader) => {
  test.each(COLLECTIONS)(
    '%s: columns that hold what is visible, and no way to ask for the others',
    async (collection, kind) => {
      const who = site.headers[reader]
      const whole = (await read(`/api/${collection}?depth=0&limit=0`, site.server.asAdmin())).json().docs
      const columns = [...new Set<string>(whole.flatMap((row: object) => Object.keys(row)))]
      const wanted = columns.filter((column) => readsColumn(reader, kind, column)).sort()
      const id =
        whole.find((row: { orderID?: string; id: number }) => row.orderID === site.order.orderID)?.id ?? whole[0].id
      const addresses = [
        `/api/${collection}?depth=2&limit=0`,
        `/api/${collection}?depth=2&limit=0&select[staffNotes]=true&populate[customers][name]=true`,
        `/api/${collection}/${id}?depth=2`,
      ]
      for (const address of addresses) {
        const answer = await read(address, who)
        // Who may ask at all is told by the table of access; who is refused learns nothing.
        if (answer.status === 200 && !address.includes('select')) {
          const rows = answer.json().docs ?? [answer.json()]
          const came = [...new Set<string>(rows.flatMap((row: object) => Object.keys(row)))].sort()
          expect([address, came]).toEqual([address, wanted])
        }
        for (const mark of hiddenMarks(reader)) expect(answer.body.includes(mark) && mark).toBe(false)
      }
      const hidden = columns.filter((column) => !wanted.includes(column))
      const paths = [...hidden, ...hidden.map((column) => `${column}.name`)]
      for (const path of paths) {
        const asks = [
          `/api/${collection}?where[${path}][exists]=true`,
          `/api/${collection}?where[or][0][${path}][like]=M`,
          `/api/${collection}/count?where[${path}][exists]=true`,
          `/api/${collection}?sort=${path}`,
        ]
        for (const ask of hidden.includes(path) ? asks : asks.slice(0, 3)) {
          expect([ask, (await read(ask, who)).status]).toEqual([ask, expect.toBeOneOf([400, 403])])
        }
      }
    },
  )

  test('customers, vehicles, payments and the log as it is kept are for staff', async () => {
    for (const collection of ['customers', 'vehicles', 'payments', 'sync-events']) {
      const answer = await read(`/api/${collection}?depth=2`, site.headers[reader])
      expect([collection, answer.status]).toEqual([collection, reader === 'staff' ? 200 : 403])
    }
  })
})

test('a service that tells of an order reads no more of it in the answer', async () => {
  const answer = await rawRequest(`${site.server.url}/api/orders/${site.order.id}`, {
    method: 'PATCH',
    headers: { ...site.headers.service, 'Content-Type': 'application/json' },
    body: '{"whatsappLinked":true}',
  })
  expect(answer.status).toBe(200)
  const { doc } = answer.json()
  expect(Object.keys(doc).filter((column) => !readsColumn('service', 'order', column))).toEqual([])
  expect(doc).toMatchObject({ orderID: site.order.orderID, whatsappLinked: true })
  for (const mark of hiddenMarks('service')) expect(answer.body.includes(mark) && mark).toBe(false)
})
