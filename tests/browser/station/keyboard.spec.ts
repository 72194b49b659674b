import type { Page } from '@playwright/test'
import { DESK_KEYS } from '@/renderer/screens/cashier/desk-keys'
import { tabTo } from './by-keyboard'
import { expect, test as freshTest, lastingTest as test } from './station-page'

const NOW = Date.parse('2026-01-15T10:00:00Z')

/** The main jobs without a mouse: only `page.keyboard` acts. */

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const step = (page: Page) => page.locator('[aria-current="step"]')

async function enter(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, button(page, name).first())
  await page.keyboard.press('Enter')
}

test('a new order, and the focus comes back to where it was', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await enter(page, 'New order')
  await expect(page.getByLabel('Number plate')).toBeFocused()
  await page.keyboard.type('WXY 77', { delay: 90 })
  await tabTo(page, page.getByRole('checkbox', { name: /Basic Wash/ }))
  await page.keyboard.press('Space')
  await enter(page, /^Create/)
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button(page, 'New order')).toBeFocused()
})

test('? tells the keys, and Enter goes to the best of several orders found', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(keys).toContainText('Search for a plate, number, name or phone')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)

  await page.keyboard.press('/')
  await page.keyboard.type('WC', { delay: 120 })
  await expect(page.getByText('3 orders found')).toBeVisible()
  await page.keyboard.press('Enter')
  const best = page.getByRole('region', { name: 'Plate, number, name or phone' }).getByRole('button').first()
  await expect(best).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Order AX-/ })).toBeVisible()
})

test('N begins a new order, / leads to the search, Enter opens what was found', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await page.keyboard.press('n')
  await expect(page.getByLabel('Number plate')).toBeFocused()
  await page.keyboard.press('Escape')
  // Until it is gone, keys are the dialog's.
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('0007', { delay: 90 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('-0007')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('a card is reached by Tab, the next ones by arrows; payment is taken and the focus comes back', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  const cards = page.getByRole('region', { name: /^To pay/ }).locator('[data-order]')
  await tabTo(page, cards.first())
  await page.keyboard.press('ArrowDown')
  await expect(cards.nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(cards.last()).toBeFocused()
  const order = (await cards.last().getAttribute('data-order')) ?? ''
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await enter(page, 'Cash')
  await expect(page.getByRole('dialog').getByText('Paid in cash')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // Where it is now: the bill follows its money.
  const paid = page.getByRole('region', { name: /^Paid/ }).locator(`[data-order="${order}"]`)
  await expect(paid).toBeFocused()
})

test('Enter in a field does what its dialog asks, and nothing where something is missing', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const dialog = page.getByRole('dialog')
  await tabTo(
    page,
    page
      .getByRole('region', { name: /^To pay/ })
      .locator('[data-order]')
      .first(),
  )
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await enter(page, 'Other amount…')
  await expect(dialog.getByLabel('Given by the customer')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('1x')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Given by the customer')).toHaveValue('1x')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Given by the customer')).toHaveCount(0)
  await expect(dialog.getByText('RM 1.00', { exact: true }).first()).toBeVisible()
})

test('a shift is counted and closed, and the next one opened, by keys alone', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('t')
  await expect(dialog.getByLabel('Cash counted in the drawer')).toBeFocused()
  await page.keyboard.type('215')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading')).toHaveText(/ is closed$/)
  await expect(button(page, 'Open the next shift')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Cash in the drawer as it begins')).toBeFocused()
  await page.keyboard.type('100')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
})

test('a car is moved up, and sent to a bay from its menu', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const rows = page.getByRole('region', { name: 'Regular' }).getByRole('listitem')
  const plate = (await rows.nth(1).locator('.plate').textContent()) ?? ''
  await tabTo(page, rows.first().locator('[data-order]'))
  await page.keyboard.press('ArrowRight')
  await enter(page, `Move ${plate} up`)
  await expect(rows.first()).toContainText(plate)
  await enter(page, `More for ${plate}`)
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await enter(page, 'Bay 4')
  await expect(page.getByRole('region', { name: 'Bays' })).toContainText(plate)
})

test('among a thousand cars the last is a key away; a row of many has a menu that keys open, walk and close', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier&orders=1000')
  const cars = page.getByRole('region', { name: 'Regular' }).locator('[data-order]')
  await tabTo(page, cars.first())
  const count = Number(await page.locator('li:has([data-order]:focus)').getAttribute('aria-setsize'))
  await page.keyboard.press('End')
  await expect(page.locator('li:has([data-order]:focus)')).toHaveAttribute('aria-posinset', String(count))
  // On the way back up none of them comes to stand under the queue's heading.
  for (let row = 0; row < 15; row += 1) {
    const before = await page.locator('[data-order]:focus').getAttribute('data-order')
    await page.keyboard.press('ArrowUp')
    const focused = page.locator('[data-order]:focus')
    await expect(focused).not.toHaveAttribute('data-order', before ?? '')
    const isCovered = await focused.evaluate((card) => {
      const { left, top } = card.getBoundingClientRect()
      const there = document.elementFromPoint(left + 12, top + 4)
      return !card.contains(there) && !there?.contains(card)
    })
    expect(isCovered, `row ${row}`).toBe(false)
  }
  await page.keyboard.press('Home')
  await expect(page.locator('li:has([data-order]:focus)')).toHaveAttribute('aria-posinset', '1')

  await page.keyboard.press('Tab')
  const more = page.locator(':focus')
  await expect(more).toHaveAccessibleName(/^More for /)
  const items = page.getByRole('menuitem')
  for (const [key, place] of [
    ['Enter', 0],
    ['Space', 0],
    ['ArrowDown', 0],
    ['ArrowUp', -1],
  ] as const) {
    await page.keyboard.press(key)
    await expect(items.nth(place)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(items).toHaveCount(0)
    await expect(more).toBeFocused()
  }
})

test('an order is moved to another stage', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const card = page
    .getByRole('region', { name: /^Waiting/ })
    .locator('[data-order]')
    .first()
  const orderID = await card.getAttribute('data-order')
  await tabTo(page, card)
  await page.keyboard.press('Enter')
  await enter(page, 'To pay')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: /^To pay/ }).locator(`[data-order="${orderID}"]`)).toBeVisible()
})

freshTest(
  'the bay starts a job, does a step, takes it back, skips one, pauses, resumes and finishes',
  async ({ page, openStation }) => {
    await page.clock.install({ time: NOW })
    await openStation(`?role=bay&bay=bay-3&now=${NOW}`)
    await enter(page, 'Start')
    const first = (await step(page).textContent()) ?? ''
    // The way to the undo is not a race against its five seconds here.
    await page.clock.pauseAt(NOW + 60_000)
    await enter(page, 'Step done')
    await expect(step(page)).not.toHaveText(first)
    await tabTo(page, page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last())
    await page.keyboard.press('Enter')
    await expect(step(page)).toHaveText(first)
    await page.clock.resume()
    await enter(page, 'Skip')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(button(page, 'Skip')).toBeFocused()
    await page.keyboard.press('Enter')
    await enter(page, 'Not needed')
    await expect(page.getByText('Skipped: Not needed')).toBeVisible()
    await enter(page, 'Pause')
    await enter(page, 'Resume')
    while (await button(page, 'Step done').isVisible()) {
      const before = (await step(page).textContent()) ?? ''
      await enter(page, 'Step done')
      await expect(step(page)).not.toHaveText(before)
    }
    await enter(page, 'Finish')
    await expect(button(page, /^Bay status: Available/)).toBeVisible()
  },
)

test('the bay takes the next car, or goes out of service for a chosen reason', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-4')
  await enter(page, /^Bay status/)
  await enter(page, 'Out of service')
  await enter(page, 'No water')
  await expect(page.getByRole('heading', { name: 'Bay 4' })).toBeVisible()
  await enter(page, 'Bay is ready')
  await enter(page, 'Take this car')
  await expect(page.getByText('Ready to start')).toBeVisible()
})

test('Tab goes through the desk as one reads it: bar, bays, queues, columns', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const seen: string[] = []
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab')
    const place = await page.evaluate(() => {
      const focused = document.activeElement
      if (focused?.closest('header h1, header:has(h1)')) return 'bar'
      return focused?.closest('section[aria-label]')?.getAttribute('aria-label')?.replace(/:.*/, '') ?? 'page'
    })
    if (seen.at(-1) !== place) seen.push(place)
    if (place === 'Gone') break
  }
  expect(seen).toEqual(['bar', 'Bays', 'Waiting', 'VIP', 'Regular', 'Later', 'Washing', 'To pay', 'Paid', 'Gone'])
})

test('Shift and an arrow move a waiting car, numbers lead to the columns, L shows who is late', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  const rows = page.getByRole('region', { name: 'Regular' }).getByRole('listitem')
  const plate = (await rows.first().locator('.plate').textContent()) ?? ''
  await tabTo(page, rows.first().locator('[data-order]'))
  await page.keyboard.press('Shift+ArrowDown')
  await expect(rows.nth(1)).toContainText(plate)
  // The focus stays with the car.
  await page.keyboard.press('Shift+ArrowUp')
  await expect(rows.first()).toContainText(plate)
  await page.keyboard.press('3')
  const toPay = page.getByRole('region', { name: /^To pay/ })
  await expect(toPay.locator('[data-order]').first()).toBeFocused()
  const late = page.getByRole('button', { name: /^\d+ late$/ })
  await expect(late).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('l')
  await expect(late).toHaveAttribute('aria-pressed', 'true')
  // Nobody was promised when to pay: its column is its heading alone.
  await expect(page.getByRole('region', { name: 'To pay: 0' })).toBeVisible()
  await expect(toPay.locator('[data-order]')).toHaveCount(0)
  const count = Number.parseInt((await late.textContent()) ?? '', 10)
  const shown = page.locator('[data-column] [data-order]')
  await expect(shown).toHaveCount(count)
  for (const order of await shown.all()) await expect(order).toContainText('late')
  await page.keyboard.press('l')
  await expect(toPay.locator('[data-order]').first()).toBeVisible()
})

test('? tells every key that the desk hears', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await page.keyboard.press('?')
  const told = page.getByRole('dialog', { name: 'Keyboard' }).locator('dd')
  await expect(told).toHaveCount(Object.keys(DESK_KEYS).length)
})
