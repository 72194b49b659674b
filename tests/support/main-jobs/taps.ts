import { expect, type Locator, type Page } from '@playwright/test'
import { type Car, type JobSite, letters } from './job-site'
import type { Elsewhere, MainJob } from './main-job'

/** What people tap, and where one looks for what came of it. */

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** What the taps say of themselves stands for ten seconds: the way back taken is that of these taps, not of earlier ones. */
export async function andTakeBack(page: Page, taps: () => Promise<void>): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' }).locator('> div')
  // All at once: one that ends meanwhile is not waited for.
  await messages.evaluateAll((earlier) => {
    for (const message of earlier) message.setAttribute('data-earlier', '')
  })
  await taps()
  await messages.and(page.locator(':not([data-earlier])')).last().getByRole('button', { name: 'Undo' }).click()
}

/** Types as a scanner does, five milliseconds a key and Enter, by the keys' own time: a busy machine hears them later. */
export async function scan(page: Page, text: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const keys = [...[...text].map((key) => ({ key, text: key })), { key: 'Enter', text: '\r' }]
  const began = Date.now() / 1000
  await Promise.all(
    keys.map((key, place) =>
      devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp: began + place * 0.005, ...key }),
    ),
  )
  await devtools.detach()
}

export const searchOf = (desk: Page) => desk.getByRole('searchbox', { name: 'Plate, number, name or phone' })

/** The desk shows the car's card, at this stage, and no other. */
async function findOrder(desk: Page, { plate, orderID }: Car, stage: string): Promise<void> {
  await searchOf(desk).fill(plate)
  await expect(desk.locator(`[data-order="${orderID}"]`)).toContainText(stage)
}

export async function closeOrder(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await searchOf(page).fill('')
}

/** What is done on the page of an order that was prepared to be at this stage. */
export const atOrder = (stage: string, act: (order: Locator) => Promise<void>): Pick<MainJob, 'ready' | 'act'> => ({
  ready: (page, car) => findOrder(page, car, stage),
  async act(page, car) {
    await findOrder(page, car, stage)
    await searchOf(page).press('Enter')
    await expect(page.getByRole('dialog')).toContainText(car.plate)
    await act(page.getByRole('dialog'))
    await closeOrder(page)
  },
})

/** The desk knows the order, whose card may lie below others. */
export const isKnown = (stage: string) => async (desk: Page, car: Car) => {
  await findOrder(desk, car, stage)
  await searchOf(desk).fill('')
}
export const waits = (desk: Page, { plate }: Car) =>
  expect(desk.getByRole('region', { name: 'VIP' })).toContainText(plate)
export const needsAttention = (desk: Page) =>
  expect(desk.getByRole('button', { name: /^Needs attention/ })).toBeVisible()

/** The car's card on another desk says so. */
export const cardSays = (text: string): Elsewhere => ({
  at: 'desk',
  shows: async (desk, car) => {
    await searchOf(desk).fill(car.plate)
    await expect(desk.locator('[data-order]').filter({ hasText: car.plate })).toContainText(text)
  },
})
export const nothingToAttendTo: Elsewhere = {
  at: 'desk',
  shows: (desk) => expect(desk.getByRole('button', { name: /^Needs attention/ })).toHaveCount(0),
}
/** The same bay's second screen shows a button that belongs to what has happened. */
export const bayOffers = (name: string): Elsewhere => ({
  at: 'bay',
  shows: (bay) => expect(bay.getByRole('button', { name, exact: true })).toBeEnabled(),
})
export const nextInBay: Elsewhere = {
  at: 'bay',
  shows: (bay, { plate }) => expect(bay.getByRole('region', { name: 'Next', exact: true })).toContainText(plate),
}

/** Money taken and given for the car's order, in order, with where that leaves it. */
export const moneyKept = async (site: JobSite, { plate, orderID }: Car) => {
  const { stage, paidAmount } = await site.order(plate)
  const payments = await site.payments(orderID)
  return { stage, paidAmount, payments: payments.map(({ method, amount, change }) => [method, amount, change]) }
}
/** What the desk has decided on what was handed to it, one by one. */
export const decisionsKept = async (site: JobSite, { orderID }: Car) =>
  (await site.concerns(orderID)).map(({ decision }) => decision)

/** Opens what needs a person, and gives the row of this car. */
export async function needingAttention(page: Page, car: Car): Promise<Locator> {
  await page
    .getByRole('button', { name: /^Needs attention \(\d+\)/ })
    .first()
    .click()
  const row = page.getByRole('dialog', { name: 'Needs attention' }).getByRole('listitem').filter({ hasText: car.plate })
  await expect(row).toBeVisible()
  return row
}

/** What was handed over is not needed any more. */
export async function discard(page: Page, car: Car): Promise<void> {
  const row = await needingAttention(page, car)
  await row.getByRole('button', { name: 'Discard…' }).click()
  await row.getByRole('button', { name: 'No longer needed' }).click()
  await expect(row).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export const first = (car: Car) => car.ahead[0] as Car
export const vip = (site: JobSite, car: Car) =>
  site.queue('vip').then((ids) => [car, ...car.ahead].map(({ orderID }) => ids.indexOf(orderID)))
export const orderKept = async (site: JobSite, { plate }: Car) => {
  const { stage, paidAmount, paymentStatus, bayId } = await site.order(plate)
  return { stage, paidAmount, paymentStatus, bayId }
}
export const unpaid = { paidAmount: 0, paymentStatus: 'pending', bayId: null }
export const jobKept = async (site: JobSite, { plate }: Car) => {
  const job = await site.job(plate)
  return { status: job.status, steps: letters(job) }
}

/** Where a car stands with its job, and how often the job was changed: gone and come back is no doing nothing. */
export const placeKept = async (site: JobSite, car: Car) => {
  const [{ bayId }, { version }] = [await site.order(car.plate), await site.job(car.plate)]
  return { bayId, changes: version, ...(await jobKept(site, car)) }
}

/** What else can be done with a car. Where its card has just come into sight, the first tap may have met the hold-off. */
export async function fromMore(page: Page, plate: string, item: string): Promise<void> {
  const menu = page.getByRole('menu')
  await expect(async () => {
    if (!(await menu.isVisible())) await press(page, `More for ${plate}`)
    await expect(menu).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await menu.getByRole('menuitem', { name: item }).click()
}

export const fromMenu = (item: string) => (page: Page, car: Car) => fromMore(page, car.plate, item)
