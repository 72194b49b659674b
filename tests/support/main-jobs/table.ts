import { expect, type Locator, type Page } from '@playwright/test'
import { type Car, type JobSite, letters } from './job-site'

/** One main job of the station, as a person does it. */
export interface MainJob {
  readonly name: string
  /** Whose screen it is done at. */
  readonly at: 'desk' | 'bay'
  /** Where a job can only be done in one of the two, because of who is signed in there. */
  readonly only?: 'web' | 'electron'
  readonly prepare: (site: JobSite) => Promise<Car>
  /** The screen shows what was prepared, where the taps themselves would not wait for it. */
  readonly ready?: (page: Page) => Promise<void>
  /** The taps, from the first to the last. What they do shows at once, with or without a server. */
  readonly act: (page: Page, car: Car) => Promise<void>
  /** Commands the taps send. */
  readonly commands: number
  /** What the database says before and after. */
  readonly kept: (site: JobSite, car: Car) => Promise<unknown>
  readonly becomes: (car: Car) => unknown
  /** What another screen shows then. */
  readonly elsewhere?: (screens: Screens, car: Car) => Promise<void>
}

/** Web stations straight at the server. */
export interface Screens {
  readonly desk: Page
  readonly bay: Page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** The newest message's way back. */
const takeBack = (page: Page) =>
  page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last().click()

/** Finds the car's order by its plate, at the stage it was prepared to be in, and opens it. */
async function openOrder(page: Page, car: Car, stage: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Plate or order number' })
  await search.fill(car.plate)
  await expect(page.locator(`[data-order="${car.orderID}"]`)).toContainText(stage)
  await search.press('Enter')
  await expect(page.getByRole('dialog')).toContainText(car.plate)
}

async function closeOrder(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Plate or order number' }).fill('')
}

async function atOrder(page: Page, car: Car, stage: string, act: (order: Locator) => Promise<void>) {
  await openOrder(page, car, stage)
  await act(page.getByRole('dialog'))
  await closeOrder(page)
}

/** The car's card on another desk says so. */
const cardSays =
  (text: string) =>
  async ({ desk }: Screens, car: Car) => {
    const search = desk.getByRole('searchbox', { name: 'Plate or order number' })
    await search.fill(car.plate)
    await expect(desk.locator('[data-order]').filter({ hasText: car.plate })).toContainText(text)
    await search.fill('')
  }
/** The same bay's second screen shows a button that belongs to what has happened. */
const bayOffers =
  (name: string) =>
  async ({ bay }: Screens) =>
    expect(bay.getByRole('button', { name, exact: true })).toBeEnabled()
const nextInBay =
  (who: (car: Car) => string) =>
  async ({ bay }: Screens, car: Car) =>
    expect(bay.getByRole('region', { name: 'Next', exact: true })).toContainText(who(car))

const first = (car: Car) => car.ahead[0] as Car
const vip = (site: JobSite, car: Car) =>
  site.queue('vip').then((ids) => [car, ...car.ahead].map(({ orderID }) => ids.indexOf(orderID)))
const orderKept = async (site: JobSite, { plate }: Car) => {
  const { stage, paidAmount, paymentStatus, bayId } = await site.order(plate)
  return { stage, paidAmount, paymentStatus, bayId }
}
const unpaid = { paidAmount: 0, paymentStatus: 'pending', bayId: null }
const jobKept = async (site: JobSite, { plate }: Car) => {
  const job = await site.job(plate)
  return { status: job.status, steps: letters(job) }
}

const fromMenu = (item: string) => async (page: Page, car: Car) => {
  await press(page, `More for ${car.plate}`)
  await page.getByRole('menuitem', { name: item }).click()
}

const pay = (name: string, method: string, paymentStatus: string): MainJob => ({
  name: `takes ${method} for the order`,
  at: 'desk',
  commands: 1,
  prepare: (site) => site.billed(),
  act: (page, car) =>
    atOrder(page, car, 'Billed', async (order) => {
      await order.getByRole('button', { name, exact: true }).click()
      await expect(order.getByRole('button', { name, exact: true })).toHaveCount(0)
    }),
  kept: orderKept,
  becomes: () => ({ stage: 'paid', paidAmount: 1500, paymentStatus, bayId: null }),
  elsewhere: cardSays('Paid'),
})

/** A tap at the bay's job, and the same tap taken back. */
function bayTap(
  name: string,
  prepare: MainJob['prepare'],
  ready: RegExp,
  act: (page: Page) => Promise<void>,
  before: object,
  after: object,
  offers: string,
): MainJob[] {
  const shared = {
    at: 'bay' as const,
    prepare,
    kept: jobKept,
    ready: (page: Page) => expect(page.getByRole('main').getByText(ready).first()).toBeVisible(),
  }
  return [
    { ...shared, name, commands: 1, act, becomes: () => after, elsewhere: bayOffers(offers) },
    {
      ...shared,
      name: `${name}, and takes it back`,
      commands: 2,
      act: async (page) => {
        await act(page)
        await takeBack(page)
      },
      // The version counts both changes: taking back is no doing nothing.
      kept: async (site, car) => ({ ...(await jobKept(site, car)), changes: (await site.job(car.plate)).version }),
      becomes: () => ({ ...before, changes: expect.any(Number) }),
    },
  ]
}

export const MAIN_JOBS: readonly MainJob[] = [
  {
    name: 'takes a new order and shows its QR code',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.nobody(),
    act: async (page, car) => {
      await page.getByRole('button', { name: 'New order' }).first().click()
      await page.getByLabel('Number plate').fill(car.plate)
      await page.getByRole('checkbox', { name: /Basic Wash/ }).click({ force: true })
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
    act: async (page, car) => {
      await press(page, `Move ${car.plate} up`)
      await expect(page.getByRole('button', { name: `Move ${car.plate} up` })).toBeDisabled()
    },
    kept: vip,
    becomes: () => [0, 1],
    elsewhere: nextInBay((car) => car.plate),
  },
  {
    name: 'moves a car up, and takes it back',
    at: 'desk',
    commands: 2,
    prepare: (site) => site.waitingBehind(1),
    act: async (page, car) => {
      await press(page, `Move ${car.plate} up`)
      await takeBack(page)
    },
    kept: vip,
    becomes: () => [1, 0],
  },
  {
    name: 'moves a car down in its queue',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waitingBehind(1),
    act: async (page, car) => {
      await press(page, `Move ${first(car).plate} down`)
      await expect(page.getByRole('button', { name: `Move ${first(car).plate} down` })).toBeDisabled()
    },
    kept: vip,
    becomes: () => [0, 1],
    elsewhere: nextInBay((car) => car.plate),
  },
  {
    name: 'moves a car to the front',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waitingBehind(2),
    act: fromMenu('To the front'),
    kept: vip,
    becomes: () => [0, 1, 2],
    elsewhere: nextInBay((car) => car.plate),
  },
  {
    name: 'moves a car to another queue',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waitingBehind(1),
    act: fromMenu('To Remnant'),
    kept: async (site, car) => [await vip(site, car), (await site.order(car.plate)).queue],
    becomes: () => [[-1, 0], 'remnant'],
  },
  {
    name: 'sends a car to a bay',
    at: 'desk',
    commands: 1,
    prepare: (site) => site.waiting(),
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
    act: (page, car) =>
      atOrder(page, car, 'Initiated', (order) => order.getByRole('button', { name: 'Billed', exact: true }).click()),
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'billed' }),
    elsewhere: cardSays('Billed'),
  },
  {
    name: 'reads why an order cannot be billed while its car is in the bay',
    at: 'desk',
    commands: 0,
    prepare: (site) => site.inBay(0),
    act: (page, car) =>
      atOrder(page, car, 'In progress', async (order) => {
        const move = order.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Billed' }) })
        await expect(move).toContainText('The car is still in its bay')
        await expect(move.getByRole('button')).toBeDisabled()
      }),
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'in_progress', bayId: 'bay-1' }),
  },
  pay('Cash', 'cash', 'cash'),
  pay('Card', 'a card', 'paid'),
  pay('Paid online', 'an online payment', 'paid'),
  {
    name: 'gives the money back, with a reason',
    at: 'desk',
    only: 'web',
    commands: 1,
    prepare: (site) => site.paid(),
    act: (page, car) =>
      atOrder(page, car, 'Paid', async (order) => {
        await order.getByRole('button', { name: /^Refund RM/ }).click()
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
    act: (page, car) =>
      atOrder(page, car, 'Paid', async (order) => {
        await expect(order.getByRole('button', { name: /^Refund RM/ })).toBeDisabled()
        await expect(order).toContainText('sign in by name')
      }),
    kept: orderKept,
    becomes: () => ({ stage: 'paid', paidAmount: 1500, paymentStatus: 'cash', bayId: null }),
  },
  {
    name: 'finds an order by its number',
    at: 'desk',
    commands: 0,
    prepare: (site) => site.waiting(),
    act: async (page, car) => {
      await page.getByRole('searchbox', { name: 'Plate or order number' }).fill(car.orderID.slice(-4))
      await expect(page.locator(`[data-order="${car.orderID}"]`)).toContainText(car.plate)
      await page.getByRole('searchbox', { name: 'Plate or order number' }).fill('')
    },
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'initiated' }),
  },
  {
    name: 'opens the order whose code the scanner reads, wherever the focus is',
    at: 'desk',
    commands: 0,
    prepare: (site) => site.waiting(),
    act: async (page, car) => {
      const link = `https://wa.me/60123456789?text=${encodeURIComponent(`Order ${car.orderID}`)}`
      await page.getByRole('button', { name: 'New order' }).first().focus()
      await page.keyboard.type(link)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toContainText(car.orderID)
      await closeOrder(page)
    },
    kept: orderKept,
    becomes: () => ({ ...unpaid, stage: 'initiated' }),
  },
  {
    name: 'takes the next car',
    at: 'bay',
    commands: 1,
    prepare: (site) => site.waiting(),
    act: async (page, car) => {
      await expect(page.getByRole('region', { name: 'Next', exact: true })).toContainText(car.plate)
      await press(page, 'Take this car')
      await expect(page.getByText(car.plate).first()).toBeVisible()
    },
    kept: async (site, car) => [await orderKept(site, car), await vip(site, car)],
    becomes: () => [{ ...unpaid, stage: 'in_progress', bayId: 'bay-1' }, [-1]],
    elsewhere: bayOffers('Start'),
  },
  ...bayTap(
    'starts the job',
    (site) => site.inBay(-1),
    /^Ready to start$/,
    (page) => press(page, 'Start'),
    { status: 'pending', steps: 'pppp' },
    { status: 'in_progress', steps: 'ippp' },
    'Step done',
  ),
  ...bayTap(
    'finishes a step',
    (site) => site.inBay(1),
    /^Step 2 of 4/,
    (page) => press(page, 'Step done'),
    { status: 'in_progress', steps: 'cipp' },
    { status: 'in_progress', steps: 'ccip' },
    'Step done',
  ),
  ...bayTap(
    'skips a step for a reason',
    (site) => site.inBay(1),
    /^Step 2 of 4/,
    async (page) => {
      await press(page, 'Skip')
      await press(page, 'No supplies')
    },
    { status: 'in_progress', steps: 'cipp' },
    { status: 'in_progress', steps: 'csip' },
    'Step done',
  ),
  ...bayTap(
    'pauses the job',
    (site) => site.inBay(1),
    /^Step 2 of 4/,
    (page) => press(page, 'Pause'),
    { status: 'in_progress', steps: 'cipp' },
    { status: 'paused', steps: 'cipp' },
    'Resume',
  ),
  ...bayTap(
    'resumes the job',
    (site) => site.paused(),
    /^Paused$/,
    (page) => press(page, 'Resume'),
    { status: 'paused', steps: 'cipp' },
    { status: 'in_progress', steps: 'cipp' },
    'Pause',
  ),
  ...bayTap(
    'finishes the job',
    (site) => site.inBay(3),
    /^Step 4 of 4/,
    (page) => press(page, 'Finish'),
    { status: 'in_progress', steps: 'ccci' },
    { status: 'completed', steps: 'cccc' },
    'Bay status: Available',
  ),
  {
    name: 'puts the bay out of service for a reason',
    at: 'bay',
    commands: 1,
    prepare: (site) => site.nobody(),
    act: async (page) => {
      await press(page, 'Bay status: Available')
      await press(page, 'Out of service')
      await press(page, 'No water')
      await expect(page.getByRole('button', { name: 'Bay is ready' })).toBeVisible()
    },
    kept: async (site) => {
      const { status, statusReason } = await site.bay()
      return { status, statusReason }
    },
    becomes: () => ({ status: 'out_of_service', statusReason: 'no_water' }),
    elsewhere: ({ desk }) => expect(desk.getByRole('region', { name: 'Bays' })).toContainText('No water'),
  },
]
