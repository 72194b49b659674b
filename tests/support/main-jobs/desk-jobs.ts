import { expect, type Locator, type Page } from '@playwright/test'
import { closeShift, openShift } from '../shifts'
import type { MainJob } from './main-job'
import {
  andTakeBack,
  atOrder,
  bayOffers,
  cardSays,
  closeOrder,
  decisionsKept,
  discard,
  first,
  fromMenu,
  isKnown,
  moneyKept,
  needingAttention,
  needsAttention,
  nextInBay,
  nothingToAttendTo,
  orderKept,
  placeKept,
  press,
  scan,
  searchOf,
  unpaid,
  vip,
  waits,
} from './taps'

/** Everything a cashier does, one by one. */

const firstOfVip = (page: Page) => page.getByRole('region', { name: 'VIP' }).getByRole('listitem').first()

const pay = (name: string, method: string, paymentStatus: string): MainJob => ({
  name: `takes ${method} for the order`,
  at: 'desk',
  commands: 1,
  prepare: (site) => site.billed(),
  ...atOrder('To pay', async (order) => {
    await order.getByRole('button', { name, exact: true }).click()
    await expect(order.getByRole('button', { name, exact: true })).toHaveCount(0)
  }),
  kept: orderKept,
  becomes: () => ({ stage: 'paid', paidAmount: 1500, paymentStatus, bayId: null }),
  elsewhere: cardSays('Paid'),
})

/** Cash is counted out on the order's page: what was given, what that leaves, and what is then taken. */
function countOut(
  name: string,
  given: string,
  { says, takes, becomes, card }: { says: RegExp; takes: RegExp; becomes: object; card: string },
): MainJob {
  return {
    name,
    at: 'desk',
    commands: 1,
    prepare: (site) => site.billed(),
    ...atOrder('To pay', async (order) => {
      await order.getByRole('button', { name: 'Other amount…' }).click()
      const counting = order.page().getByRole('dialog', { name: /^Take RM.15\.00/ })
      await counting.getByLabel('Given by the customer').fill(given)
      await expect(counting.getByText(says)).toBeVisible()
      await counting.getByRole('button', { name: takes }).click()
      await expect(counting).toHaveCount(0)
    }),
    kept: moneyKept,
    becomes: () => becomes,
    elsewhere: cardSays(card),
  }
}

async function takeOff(order: Locator, amount: string, reason: string): Promise<void> {
  await order.getByRole('button', { name: 'Discount…' }).click()
  const dialog = order.page().getByRole('dialog', { name: /^Discount on RM/ })
  await dialog.getByLabel('How much is taken off?').fill(amount)
  await dialog.getByLabel('Why?').fill(reason)
  await dialog.getByRole('button', { name: /^Take off/ }).click()
  await expect(dialog).toHaveCount(0)
}

export const DESK_JOBS: readonly MainJob[] = [
  {
    name: 'takes a new order and shows its QR code',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.nobody(),
    act: async (page, car) => {
      await page.getByRole('button', { name: 'New order' }).first().click()
      await page.getByLabel('Number plate').fill(car.plate)
      await page.getByRole('dialog').getByText('Basic Wash').first().click()
      await page.getByRole('button', { name: /^Create · RM/ }).click()
      await expect(page.getByRole('dialog').getByRole('status').first()).toBeVisible()
    },
    kept: async (site, { plate }) =>
      (await site.orders(plate)).map(({ stage, totalAmount }) => ({ stage, totalAmount })),
    becomes: () => [{ stage: 'initiated', totalAmount: 1500 }],
    elsewhere: cardSays('RM'),
  },
  {
    name: 'moves a car up in its queue',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waitingBehind(1),
    ready: waits,
    act: async (page, car) => {
      await fromMenu('One place up')(page, car)
      await expect(firstOfVip(page)).toContainText(car.plate)
    },
    kept: vip,
    becomes: () => [0, 1],
    elsewhere: nextInBay,
  },
  {
    name: 'moves a car up, and takes it back',
    at: 'desk',
    commands: 2,
    prepare: (site) => site.waitingBehind(1),
    ready: waits,
    act: (page, car) => andTakeBack(page, () => fromMenu('One place up')(page, car)),
    kept: vip,
    becomes: () => [1, 0],
  },
  {
    name: 'moves a car down in its queue',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waitingBehind(1),
    ready: waits,
    act: async (page, car) => {
      await fromMenu('One place down')(page, first(car))
      await expect(firstOfVip(page)).toContainText(car.plate)
    },
    kept: vip,
    becomes: () => [0, 1],
    elsewhere: nextInBay,
  },
  {
    name: 'moves a car to the front',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waitingBehind(2),
    ready: waits,
    act: fromMenu('To the front'),
    kept: vip,
    becomes: () => [0, 1, 2],
    elsewhere: nextInBay,
  },
  {
    name: 'moves a car to another queue',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waitingBehind(1),
    ready: waits,
    act: fromMenu('To the Later queue'),
    kept: async (site, car) => [await vip(site, car), (await site.order(car.plate)).queue],
    becomes: () => [[-1, 0], 'remnant'],
  },
  {
    name: 'sends a car to a bay',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waiting(),
    ready: waits,
    act: async (page, car) => {
      await fromMenu('Send to a bay')(page, car)
      await page.getByRole('dialog').getByRole('button', { name: 'Bay 1', exact: true }).click()
    },
    kept: async (site, car) => [await orderKept(site, car), await vip(site, car)],
    becomes: () => [{ ...unpaid, stage: 'in_progress', bayId: 'bay-1' }, [-1]],
    elsewhere: bayOffers('Start'),
  },
  {
    name: 'moves an order to another stage',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waiting(),
    ...atOrder('Waiting', (order) => order.getByRole('button', { name: 'To pay', exact: true }).click()),
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'billed' }),
    elsewhere: cardSays('To pay'),
  },
  {
    name: 'moves a car to another bay',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.inBay(1),
    ...atOrder('Washing', async (order) => {
      await order.getByRole('button', { name: 'Move to another bay…' }).click()
      await press(order.page(), 'Bay 2')
      await expect(order).toContainText('In Bay 2')
    }),
    kept: placeKept,
    becomes: () => ({ bayId: 'bay-2', status: 'in_progress', steps: 'cipp', changes: 4 }),
    elsewhere: bayOffers('Bay status: Available'),
  },
  {
    name: 'reads why an order cannot be billed while its car is in the bay',
    at: 'desk',
    commands: 0,
    prepare: (site) => site.inBay(0),
    ...atOrder('Washing', async (order) => {
      const move = order.getByRole('listitem').filter({ has: order.page().getByRole('button', { name: 'To pay' }) })
      await expect(move).toContainText('The car is still in its bay')
      await expect(move.getByRole('button')).toBeDisabled()
    }),
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'in_progress', bayId: 'bay-1' }),
  },
  pay('Cash', 'cash', 'cash'),
  pay('Card', 'a card', 'paid'),
  pay('Paid online', 'an online payment', 'paid'),
  countOut('takes more cash than is due and gives change', '50', {
    says: /^Change: RM.35\.00$/,
    takes: /^Take RM.15\.00$/,
    becomes: { stage: 'paid', paidAmount: 1500, payments: [['cash', 1500, 3500]] },
    card: 'Paid',
  }),
  countOut('takes a part of the money', '6.50', {
    says: /^Still to pay: RM.8\.50$/,
    takes: /^Take RM.6\.50$/,
    becomes: { stage: 'billed', paidAmount: 650, payments: [['cash', 650, 0]] },
    card: 'To pay',
  }),
  {
    name: 'takes something off for a reason, and then more instead',
    at: 'desk',
    commands: 2,
    prepare: (site) => site.billed(),
    ...atOrder('To pay', async (order) => {
      await takeOff(order, '1', 'Waited long')
      await takeOff(order, '3', 'Waited very long')
      await expect(order.getByRole('button', { name: 'Discount…' })).toBeVisible()
    }),
    kept: async (site, { plate }) => {
      const { stage, totalAmount, discount, discountReason } = await site.order(plate)
      return { stage, totalAmount, discount, discountReason }
    },
    becomes: () => ({ stage: 'billed', totalAmount: 1200, discount: 300, discountReason: 'Waited very long' }),
    elsewhere: cardSays('RM 12.00'),
  },
  {
    name: 'opens a shift with what is in the drawer',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.tillClosed(),
    ready: (page) => expect(page.getByRole('button', { name: 'Open a shift' })).toBeVisible(),
    act: (page) => openShift(page, '123.45'),
    kept: (site) => site.till(),
    becomes: () => ({ float: 12_345, counted: null, expected: null }),
    elsewhere: { at: 'desk', shows: (desk) => expect(desk.getByRole('button', { name: /^Shift \d+$/ })).toBeVisible() },
  },
  {
    name: 'counts the drawer and closes the shift',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.tillOpen(),
    ready: (page) => expect(page.getByRole('button', { name: /^Shift \d+$/ })).toBeVisible(),
    act: async (page) => {
      await closeShift(page, /^Shift \d+$/, '199')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    },
    kept: (site) => site.till(),
    becomes: () => ({ float: 20_000, counted: 19_900, expected: 20_000 }),
    elsewhere: {
      at: 'desk',
      shows: (desk) => expect(desk.getByRole('button', { name: 'Open a shift' })).toBeVisible(),
    },
  },
  {
    name: 'gives back what was taken too much',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.paidTwice(),
    ready: needsAttention,
    act: async (page, car) => {
      const row = await needingAttention(page, car)
      await expect(row).toContainText(/RM.15\.00 to give back/)
      await row.getByRole('button', { name: 'Open the order' }).click()
      const order = page.getByRole('dialog', { name: new RegExp(car.orderID) })
      await order.getByRole('button', { name: /^Give back RM.15\.00$/ }).click()
      await page
        .getByRole('dialog', { name: /^Give money back/ })
        .getByRole('button', { name: /^Refund RM.15\.00$/ })
        .click()
      await expect(order).not.toContainText('to give back')
      await closeOrder(page)
    },
    kept: moneyKept,
    becomes: () => ({
      stage: 'paid',
      paidAmount: 1500,
      payments: [
        ['cash', 1500, 0],
        ['card', 1500, 0],
        ['card', -1500, 0],
      ],
    }),
    elsewhere: nothingToAttendTo,
  },
  {
    name: 'decides on what a bay has handed over',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.handedOver(),
    ready: needsAttention,
    act: discard,
    kept: decisionsKept,
    becomes: () => ['not_needed'],
    elsewhere: nothingToAttendTo,
  },
  {
    name: 'gives the money back, with a reason',
    at: 'desk',
    only: 'web',
    commands: 1,
    prepare: (site) => site.paid(),
    ...atOrder('Paid', async (order) => {
      await order.getByRole('button', { name: 'Refund…' }).click()
      const page = order.page()
      await page.getByLabel('Why is the money given back?').fill('Scratched')
      await page
        .getByRole('button', { name: /^Refund RM/ })
        .last()
        .click()
      await expect(page.getByLabel('Why is the money given back?')).toHaveCount(0)
    }),
    kept: async (site, car) => {
      const { paidAmount, paymentStatus } = await site.order(car.plate)
      return { paidAmount, paymentStatus }
    },
    becomes: () => ({ paidAmount: 0, paymentStatus: 'refunded' }),
    elsewhere: cardSays(''),
  },
  {
    name: 'reads why a station may not give money back',
    at: 'desk',
    only: 'electron',
    commands: 0,
    prepare: (site) => site.paid(),
    ...atOrder('Paid', async (order) => {
      await expect(order.getByRole('button', { name: 'Refund…' })).toBeDisabled()
      await expect(order).toContainText('signs in by name')
    }),
    kept: orderKept,
    becomes: () => ({ stage: 'paid', paidAmount: 1500, paymentStatus: 'cash', bayId: null }),
  },
  {
    name: 'finds an order by its number',
    at: 'desk',
    commands: 0,
    prepare: (site) => site.waiting(),
    ready: isKnown('Waiting'),
    act: async (page, car) => {
      await searchOf(page).fill(car.orderID.slice(-4))
      await expect(page.locator(`[data-order="${car.orderID}"]`)).toContainText(car.plate)
      await searchOf(page).fill('')
    },
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'initiated' }),
  },
  {
    name: 'opens the order whose code the scanner reads, wherever the focus is',
    at: 'desk',
    commands: 0,
    prepare: (site) => site.waiting(),
    ready: isKnown('Waiting'),
    act: async (page, car) => {
      const link = `https://wa.me/60123456789?text=${encodeURIComponent(`Order ${car.orderID}`)}`
      await page.getByRole('button', { name: 'New order' }).first().focus()
      await scan(page, link)
      await expect(page.getByRole('dialog')).toContainText(car.orderID)
      await closeOrder(page)
    },
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'initiated' }),
  },
]
