import type { Page } from '@playwright/test'
import { expect, test as freshTest, lastingTest as test } from './station-page'

const NOW = Date.parse('2026-01-15T10:00:00Z')
const form = (page: Page) => page.getByRole('dialog', { name: 'New order' })
const plate = (page: Page) => page.getByLabel('Number plate')

async function fill(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New order', exact: true }).click()
  await plate(page).fill(text)
  await form(page).getByText('Basic Wash').first().click()
  await page.getByLabel('Customer’s phone (optional)').fill('012-345 6789')
}

/** From now on the server refuses orders: the queue was closed meanwhile. `answer()` lets it say so. */
async function refuseOrders(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { source } = window.siteInMemory
    source.send = async (command) => {
      const refused = {
        id: command.id,
        status: 'rejected' as const,
        code: 'not_allowed' as const,
        message: 'closed',
        reason: 'rules.command.queue_closed',
        params: { queue: 'regular' },
        current: null,
      }
      Object.assign(window, { answer: () => source.push({ commandResults: [refused] }) })
    }
  })
}
const answer = (page: Page) => page.evaluate(() => (window as unknown as { answer(): void }).answer())

test('each order of several in a row is taken by the prices of now', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await fill(page, 'OLD 1')
  await form(page)
    .getByRole('button', { name: /^Create/ })
    .click()
  await page.evaluate(async () => {
    const { host } = window.siteInMemory
    const list = await host.catalogue()
    const [first, ...others] = list.services
    if (first)
      Object.assign(host, { catalogue: async () => ({ ...list, services: [{ ...first, price: 9_900 }, ...others] }) })
  })
  await page.getByRole('button', { name: 'Another order' }).click()
  await expect(form(page).getByText('RM 99.00').first()).toBeVisible()
})

test('a refused order comes back as it was typed, with the reason in it and the focus on it', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  await fill(page, 'LOST 1')
  await refuseOrders(page)
  await form(page)
    .getByRole('button', { name: /^Create/ })
    .click()
  await expect(page.getByText(/^Order D7K-\d{4}$/)).toBeVisible()
  await answer(page)
  const alert = form(page).getByRole('alert')
  await expect(alert).toContainText('The Regular queue is closed')
  await expect(alert).toBeFocused()
  await expect(plate(page)).toHaveValue('LOST 1')
  await expect(page.getByLabel('Customer’s phone (optional)')).toHaveValue('012-345 6789')
  await expect(form(page).getByRole('checkbox', { name: /Basic Wash/ })).toBeChecked()
  // Said once, where it can be mended: no message hides the form's buttons.
  await expect(page.getByText('The server refused')).toHaveCount(0)
})

test('a site without a WhatsApp number is told of an order by its number alone', async ({ openStation }) => {
  const page = await openStation('?role=cashier&site={"whatsappNumber":null}')
  await fill(page, 'DONE 1')
  await form(page)
    .getByRole('button', { name: /^Create/ })
    .click()
  await expect(form(page).getByText(/^Order AX-/)).toBeVisible()
  await expect(form(page).getByRole('button', { name: 'Another order' })).toBeFocused()
  await expect(form(page)).not.toContainText('WhatsApp')
  // Who asks for the code hears what it lacks.
  await form(page).getByRole('button', { name: 'Open the order' }).click()
  await page.getByRole('button', { name: 'QR for the customer' }).click()
  await expect(page.getByText('No WhatsApp number yet')).toBeVisible()
})

test('an order refused after its dialog was closed stays in sight until it is opened again', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  await fill(page, 'LOST 2')
  await refuseOrders(page)
  await form(page)
    .getByRole('button', { name: /^Create/ })
    .click()
  await expect(page.getByText(/^Order D7K-\d{4}$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await answer(page)
  await expect(page.getByRole('alert')).toContainText('The order for LOST 2 was not taken: The Regular queue is closed')
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(plate(page)).toHaveValue('LOST 2')
})

for (const way of ['Cancel', 'Close', 'Escape']) {
  test(`${way} leaves nothing for the next customer, and can be taken back`, async ({ openStation }) => {
    const page = await openStation('?role=cashier')
    await fill(page, 'KBD 77')
    if (way === 'Escape') await page.keyboard.press('Escape')
    else await form(page).getByRole('button', { name: way, exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('button', { name: 'Restore' }).click()
    await expect(plate(page)).toHaveValue('KBD 77')
    await expect(form(page).getByRole('checkbox', { name: /Basic Wash/ })).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('button', { name: 'New order', exact: true }).click()
    await expect(plate(page)).toHaveValue('')
    await expect(page.getByLabel('Customer’s phone (optional)')).toHaveValue('')
    await expect(form(page).getByRole('checkbox', { name: /Basic Wash/ })).not.toBeChecked()
  })
}

test('a closed queue cannot be chosen and says so; another one is meant', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await page.evaluate(() => {
    const { source } = window.siteInMemory
    const queue = source.get('queue', 'regular')
    if (queue) source.push({ changes: [{ kind: 'queue', key: 'regular', document: { ...queue, open: false } }] })
  })
  await fill(page, 'KBD 78')
  await expect(page.getByRole('radio', { name: 'Regular · closed' })).toBeDisabled()
  await form(page)
    .getByRole('button', { name: /^Create/ })
    .click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  const sent = await page.evaluate(() => window.siteInMemory.source.sent[0])
  expect(sent).toMatchObject({
    type: 'order.create',
    payload: { queue: 'remnant', customer: { phone: '012-345 6789' } },
  })
})

test('a plate that was typed anyhow is said as it stands on the car: on its card, in its menu, in messages', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  await fill(page, 'wxy-77')
  await form(page)
    .getByRole('button', { name: /^Create/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  const waiting = page.getByRole('region', { name: /^Waiting/ })
  await expect(waiting.getByRole('button', { name: /^Open order .*, WXY 77$/ })).toBeVisible()
  await waiting.getByRole('button', { name: 'More for WXY 77' }).click()
  await page.getByRole('menuitem', { name: 'To the VIP queue' }).click()
  await expect(page.getByText('WXY 77 moved')).toBeVisible()
})

test('a plate that waits already is said, and its order can be opened or another one made', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const waiting = await page.evaluate(() => {
    const { source } = window.siteInMemory
    const key = source.get('queue', 'regular')?.entries[0]?.orderID ?? ''
    return { key, plate: source.get('order', key)?.vehicle?.plate ?? '' }
  })
  await fill(page, waiting.plate.replace(' ', '').toLowerCase())
  await expect(form(page)).toContainText(`${waiting.plate} already waits as #`)
  // Enter alone, as a scanner sends it, makes no second order.
  await plate(page).press('Enter')
  await expect(form(page).getByRole('alert')).toContainText('This car already has an order')
  expect(await page.evaluate(() => window.siteInMemory.source.sent.length)).toBe(0)
  await form(page).getByRole('button', { name: 'Open it' }).click()
  await expect(page.getByRole('dialog')).toContainText(waiting.key)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await fill(page, waiting.plate)
  await form(page).getByRole('button', { name: 'Make another' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
})

freshTest('who types on with N still down loses no letter', async ({ page, openStation }) => {
  await page.clock.install({ time: NOW })
  await openStation(`?role=cashier&now=${NOW}`)
  await expect(page.locator('[data-order]').first()).toBeVisible()
  await page.clock.pauseAt(NOW + 60_000)
  await page.keyboard.press('n')
  await page.keyboard.press('V')
  await page.clock.runFor(100)
  await expect(plate(page)).toHaveValue('V')
  await page.keyboard.type('AB')
  await expect(plate(page)).toHaveValue('VAB')
})

test.describe('a scanner, whose keys come at once', () => {
  /** Types while the page's clock stands still: no two keys are apart in time. */
  async function scan(page: Page, text: string): Promise<void> {
    for (const key of text) await page.keyboard.press(key === ' ' ? 'Space' : key)
    await page.keyboard.press('Enter')
  }

  freshTest('in the plate field its text stays there and the form stays open', async ({ page, openStation }) => {
    await page.clock.install({ time: NOW })
    await openStation(`?role=cashier&now=${NOW}`)
    await page.getByRole('button', { name: 'New order', exact: true }).click()
    await expect(plate(page)).toBeFocused()
    await page.clock.pauseAt(NOW + 60_000)
    await scan(page, 'VBA5521')
    await expect(plate(page)).toHaveValue('VBA5521')
    await expect(form(page)).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(page.getByRole('searchbox', { includeHidden: true })).toHaveValue('')
  })

  freshTest(
    'elsewhere on the form it fills the plate, and its space chooses nothing',
    async ({ page, openStation }) => {
      await page.clock.install({ time: NOW })
      await openStation(`?role=cashier&now=${NOW}`)
      await page.getByRole('button', { name: 'New order', exact: true }).click()
      await form(page)
        .getByRole('checkbox', { name: /Basic Wash/ })
        .focus()
      await page.clock.pauseAt(NOW + 60_000)
      await scan(page, 'VBA 5521')
      await expect(plate(page)).toHaveValue('VBA 5521')
      await expect(form(page).getByRole('checkbox', { name: /Basic Wash/ })).not.toBeChecked()
    },
  )

  freshTest(
    'on the board a plate with N is searched for whole; N alone begins an order',
    async ({ page, openStation }) => {
      await page.clock.install({ time: NOW })
      await openStation(`?role=cashier&now=${NOW}`)
      await expect(page.locator('[data-order]').first()).toBeVisible()
      await page.clock.pauseAt(NOW + 60_000)
      await scan(page, 'NAB1234')
      await page.clock.runFor(1000)
      await expect(page.getByRole('searchbox')).toHaveValue('NAB1234')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.getByRole('searchbox').fill('')
      await page.getByRole('searchbox').blur()
      await page.keyboard.press('n')
      await page.clock.runFor(100)
      await expect(form(page)).toBeVisible()
      await expect(plate(page)).toHaveValue('')
    },
  )
})
