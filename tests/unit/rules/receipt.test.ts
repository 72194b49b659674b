import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asPaid,
  type CatalogService,
  type Order,
  type OrderService,
  priceOrder,
  receiptOf,
  taxesHeld,
  taxIn,
} from '@/lib/domain'
import { readCatalogue } from '@/lib/domain/catalogue'
import { sampleOrder } from '@/lib/domain/samples/documents'

const AT = '2026-01-15T10:30:00Z'
const line = (serviceId: string, price: number, taxRate?: number): OrderService => ({
  serviceId,
  name: serviceId,
  price,
  minutes: 10,
  options: [{ optionId: 'wax', name: 'Wax', price: 0 }],
  ...(taxRate ? { taxRate } : {}),
})
const paid = (amount: number, method: 'cash' | 'card' = 'cash', change = 0) => ({
  paymentId: `p${amount}`,
  at: AT,
  method,
  amount,
  change,
  by: 'user:7',
})
function order(services: OrderService[], more: Partial<Order> = {}): Order {
  const { discount = 0, payments = [] } = more
  return sampleOrder({
    stage: 'billed',
    services,
    totalAmount: services.reduce((sum, { price }) => sum + price, 0) - discount,
    paidAmount: payments.reduce((sum, { amount }) => sum + amount, 0),
    payments,
    ...more,
  })
}

describe('a receipt', () => {
  test('says what was bought, what is tax in it, and how it was paid, but never who took it', () => {
    const receipt = receiptOf(order([line('wash', 2_500, 800)], { payments: [paid(2_500, 'cash', 2_500)] }))
    expect(receipt).toEqual({
      kind: 'receipt',
      orderID: 'AX-20260115-0001',
      plate: null,
      currency: 'MYR',
      takenAt: AT,
      lines: [{ serviceId: 'wash', name: 'wash', options: ['Wax'], amount: 2_500 }],
      sum: 2_500,
      discount: 0,
      rounding: 0,
      freeWash: false,
      total: 2_500,
      // 25.00 is 108 parts, of which 8 are tax.
      taxes: [{ rate: 800, of: 2_500, tax: 185 }],
      payments: [{ paymentId: 'p2500', at: AT, method: 'cash', amount: 2_500, change: 2_500 }],
      paidBefore: 0,
      paid: 2_500,
      due: 0,
      giveBack: 0,
    })
  })

  test('takes a discount off each rate of tax by the price of its lines', () => {
    const services = [line('wash', 1_500, 800), line('wax', 500, 600), line('tip', 1_000)]
    const { sum, discount, total, taxes } = receiptOf(order(services, { discount: 600 }))
    expect({ sum, discount, total }).toEqual({ sum: 3_000, discount: 600, total: 2_400 })
    expect(taxes).toEqual([
      { rate: 800, of: 1_200, tax: 89 },
      { rate: 600, of: 400, tax: 23 },
    ])
  })

  test('says by how much cash was rounded, which is no part of the tax', () => {
    const cash = { totalAmount: 2_050, rounding: -2, payments: [paid(2_050)] }
    expect(receiptOf(order([line('wash', 2_052, 800)], cash))).toMatchObject({
      kind: 'receipt',
      sum: 2_052,
      rounding: -2,
      total: 2_050,
      taxes: [{ of: 2_052, tax: 152 }],
    })
  })

  test('is a bill while some of it is owed, and says how much', () => {
    const part = order([line('wash', 2_500)], { payments: [paid(1_000)] })
    expect(receiptOf(part)).toMatchObject({ kind: 'bill', paid: 1_000, due: 1_500, taxes: [] })
    expect(receiptOf(order([line('wash', 2_500)], { discount: 2_500 }))).toMatchObject({ kind: 'receipt', due: 0 })
  })

  test('lists what was given back, and what still is to be', () => {
    const twice = { payments: [paid(2_500), paid(2_500, 'card')] }
    expect(receiptOf(order([line('wash', 2_500)], twice))).toMatchObject({ kind: 'receipt', giveBack: 2_500 })
    const back = receiptOf(order([line('wash', 2_500)], { payments: [...twice.payments, paid(-2_500)] }))
    expect(back).toMatchObject({ kind: 'receipt', paid: 2_500, giveBack: 0 })
    expect(back.payments.map(({ amount }) => amount)).toEqual([2_500, 2_500, -2_500])
    const payments = [paid(2_500), paid(-2_500)]
    const gone = order([line('wash', 2_500)], { stage: 'completed', paymentStatus: 'refunded', payments })
    expect(receiptOf(gone)).toMatchObject({ kind: 'receipt', paid: 0, due: 0 })
    const cancelled = order([line('wash', 2_500, 800)], { stage: 'cancelled', payments: [paid(2_500)] })
    expect(receiptOf(cancelled)).toMatchObject({ kind: 'cancelled', due: 0, giveBack: 2_500, taxes: [] })
  })

  test('its tax is in what is held: of a part a part, of all of it that of the receipt, of more or of nothing no more', () => {
    const taxed = order([line('wash', 2_000, 800), line('wax', 1_000, 1_000), line('tip', 500)], { discount: 500 })
    const whole = receiptOf({ ...taxed, paidAmount: taxed.totalAmount }).taxes
    const held = (paidAmount: number, rounding = 0) =>
      taxesHeld({ ...taxed, paidAmount, rounding, totalAmount: taxed.totalAmount + rounding })
    expect(whole.map(({ rate }) => rate)).toEqual([1_000, 800])
    expect(held(3_000)).toEqual(whole)
    expect(held(3_002, 2)).toEqual(whole)
    expect(held(9_000)).toEqual(whole)
    expect(held(1_500)).toEqual(
      whole.map(({ rate, of }) => ({ rate, of: Math.round(of / 2), tax: taxIn(Math.round(of / 2), rate) })),
    )
    for (const nothing of [held(0), held(-100), held(2, 2)]) expect(nothing).toEqual([])
  })

  test('counts what was paid before the payments that an order still lists', () => {
    const { payments, paidBefore } = receiptOf(
      order([line('wash', 2_500)], { paidAmount: 2_500, payments: [paid(500)] }),
    )
    expect(payments.map(({ amount }) => amount)).toEqual([500])
    expect(paidBefore).toBe(2_000)
    expect(receiptOf(sampleOrder({ totalAmount: 700, paidAmount: 700 }))).toMatchObject({ paidBefore: 700, sum: 700 })
  })

  test('adds up to the sen, whatever was bought, taken off, paid and given back', () => {
    const lines = fc.array(
      fc.record({ price: fc.nat(1_000_000), rate: fc.constantFrom(undefined, 600, 650, 800, 1_000) }),
      { minLength: 1, maxLength: 8 },
    )
    const money = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 6 })
    fc.assert(
      fc.property(
        lines,
        money,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -2, max: 2 }),
        (bought, amounts, part, rounding) => {
          const services = bought.map(({ price, rate }, index) => line(`s-${index}`, price, rate))
          const discount = Math.floor(services.reduce((sum, { price }) => sum + price, 0) * part)
          const whole = order(services, { discount, payments: amounts.map((amount) => paid(amount)) })
          const of = { ...whole, rounding, totalAmount: whole.totalAmount + rounding }
          const receipt = receiptOf(of)
          expect(receipt.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(receipt.sum)
          expect(receipt.sum - receipt.discount + receipt.rounding).toBe(receipt.total)
          expect(receipt.paidBefore + receipt.payments.reduce((sum, { amount }) => sum + amount, 0)).toBe(receipt.paid)
          expect(receipt.total - receipt.paid).toBe(receipt.due - receipt.giveBack)
          const taxed = receipt.taxes.reduce((sum, { of: base }) => sum + base, 0)
          expect(taxed).toBeLessThanOrEqual(receipt.sum - receipt.discount)
          for (const { rate, of: base, tax } of receipt.taxes) {
            expect(Number.isInteger(tax)).toBe(true)
            // The tax of what is left without it is that tax, but for the half sen it was rounded by.
            expect(Math.abs(((base - tax) * rate) / 10_000 - tax)).toBeLessThanOrEqual(0.5 * (1 + rate / 10_000) + 1e-6)
          }
          expect(receiptOf(structuredClone(of))).toEqual(receipt)
        },
      ),
    )
  })
})

describe('the tax of an order', () => {
  const body = (taxPercent?: number | null) => ({
    docs: [{ serviceId: 'wash', name: 'Wash', price: 1_500, taxPercent }],
  })
  const rateOf = (site: object, own?: number | null) => {
    const { services, taxRate } = readCatalogue(body(own), { docs: [site] })
    const chosen = [{ serviceId: 'wash', optionIds: [] }]
    const priced = priceOrder(services as CatalogService[], chosen, 'sedan', 0, taxRate)
    return priced.allowed ? priced.services[0]?.taxRate : null
  }

  test('is the service’s own where it has one, or else the site’s, and kept in the line as it was then', () => {
    expect(rateOf({ taxPercent: 8 })).toBe(800)
    expect(rateOf({ taxPercent: 8 }, 6.5)).toBe(650)
    expect(rateOf({ taxPercent: 8 }, 0)).toBeUndefined()
    expect(rateOf({}, null)).toBeUndefined()
  })

  test('is added where the price list is before it: to each amount, at the service’s own rate, and to what was sold before', () => {
    const service = {
      serviceId: 'wash',
      name: 'Wash',
      price: 1_503,
      surcharges: [{ vehicleType: 'mpv_van', price: 500 }],
      options: [{ optionId: 'mats', name: 'Mats', price: 250, minutes: 5 }],
    }
    const read = (site: object, own?: number) =>
      readCatalogue({ docs: [{ ...service, taxPercent: own }] }, { docs: [site] }).services[0]
    const listed = { price: 1_503, surcharges: { mpv_van: 500 }, options: [{ price: 250 }] }
    expect(read({ taxPercent: 6 })).toMatchObject(listed)
    expect(read({ taxPercent: 6, taxOnTop: true }, 0)).toMatchObject(listed)
    expect(read({ taxOnTop: true })).toMatchObject(listed)
    const paid = { price: 1_593, surcharges: { mpv_van: 530 }, options: [{ price: 265 }] }
    expect(read({ taxPercent: 6, taxOnTop: true })).toMatchObject(paid)
    expect(read({ taxPercent: 10, taxOnTop: true }, 6)).toMatchObject({ ...paid, taxRate: 600 })
    const former = [{ ...service, active: true, price: 1_000, surcharges: {} }]
    const sold = { ...service, active: true, surcharges: {}, steps: [], former }
    expect(asPaid(sold, { taxRate: 600, taxOnTop: true }).former).toMatchObject([
      { price: 1_060, options: [{ price: 265 }] },
    ])
  })

  test('comes to a station with what stands at the head of a receipt, and never costs it the price list', () => {
    const site = {
      name: 'Kilat',
      address: '12 Jalan Ampang',
      registrationNumber: '2024',
      taxNumber: 'W10',
      taxName: 'SST',
    }
    expect(readCatalogue(body(), { docs: [site] }).letterhead).toEqual(site)
    const broken = readCatalogue(body(), { docs: [{ name: 'Kilat', address: 7, taxPercent: 'much' }] })
    expect(broken.letterhead).toMatchObject({ name: 'Kilat', address: '' })
    expect(broken).toMatchObject({ taxRate: 0, services: [{ price: 1_500 }] })
  })
})
