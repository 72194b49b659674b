import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReceiptToken, receiptToken } from '@/cms/site/receipt-token'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { command } from '../../support/site'

const SECRET = 'a secret of thirty-two characters'
const ORDER = { tenantId: 'main', orderID: 'AX-20260115-0001' }

describe('the token of a receipt', () => {
  const token = receiptToken(SECRET, ORDER)

  test('opens one order, of one site, at servers with one secret', () => {
    expect(openReceiptToken(SECRET, token)).toEqual(ORDER)
    expect(openReceiptToken('another one', token)).toBeNull()
    expect(openReceiptToken(SECRET, token.replace('0001', '0002'))).toBeNull()
    expect(openReceiptToken(SECRET, token.replace('main', 'other'))).toBeNull()
  })

  test.each(['', 'main', 'main~AX-1', 'main~AX-1~', 'main~AX-20260115-0001~AAAA', '~~', 'main~../x~AAAA'])(
    'is not %j',
    (other) => expect(openReceiptToken(SECRET, other)).toBeNull(),
  )
})

describe('the receipt that a customer opens', () => {
  let server: TestServer
  let orderID: string
  let path: string
  beforeAll(async () => {
    server = await startServer({ station: { name: 'desk', role: 'cashier' } })
    const made = await command(server, 'order.create', {
      plate: 'QRC 7',
      vehicleType: 'sedan',
      services: [{ serviceId: 'basic-wash', optionIds: [] }],
      customerName: 'Nurul Secret',
      customerPhone: '+60123456789',
    })
    if (made.status !== 'applied') throw new Error(JSON.stringify(made))
    orderID = String(made.orderID)
    await command(server, 'order.setPayment', { orderID, action: 'pay', method: 'card', amount: 1_500 })
    const answer = await rawRequest(`${server.url}/receipt/link/${orderID}`, { headers: server.asStation() })
    path = answer.json().path
  })
  afterAll(() => server?.stop())

  const open = (where: string, language = 'en') =>
    rawRequest(`${server.url}${where}`, { headers: { 'Accept-Language': language } })

  test('says what was bought and paid, in the telephone’s language, and nobody’s name', async () => {
    const english = await open(path)
    expect(english.status).toBe(200)
    const page = english.body.toString()
    for (const said of ['QRC 7', orderID, 'Receipt', '15.00']) expect(page).toContain(said)
    for (const hidden of ['Nurul', '+60123456789', 'station:desk', 'user:']) expect(page).not.toContain(hidden)
    expect((await open(path, 'ta')).body.toString()).toContain('ரசீது')
    expect((await open(`${path}?lang=zh`)).body.toString()).toContain('收据')
  })

  test('is not there for whoever was given none, however often they try', async () => {
    const { length } = path
    const wrong = `${path.slice(0, length - 2)}${path.endsWith('AA') ? 'BB' : 'AA'}`
    expect((await open(wrong)).status).toBe(404)
    expect((await open(`/receipt/${orderID}`)).status).toBe(404)
    const pages = await Promise.all(Array.from({ length: 70 }, () => open(wrong)))
    expect(pages.some(({ body }) => body.toString().includes('Too many receipts at once'))).toBe(true)
  })
})
