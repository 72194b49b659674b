import { expect, lastingTest as test } from './station-page'

/** A car that was here before, as the server tells of it. */

test('a plate that was here before offers what it had, takes it over in one tap, and is found by name', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier')
  const search = page.getByRole('searchbox')
  await search.fill('aisyah')
  const earlier = page.getByRole('listitem').filter({ hasText: 'AX-20260102-0003' })
  await expect(earlier).toContainText('Premium Wash & Vacuum, Tyre shine')
  await expect(earlier).toContainText('012-345 6789')
  await expect(page.getByText(/^No order matches/)).toHaveCount(0)
  await search.fill('')
  await page.getByRole('button', { name: 'New order' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Number plate' }).fill('vga5512')
  await expect(form.getByText('Was here on 2 Jan 2026 · Visits: 3')).toBeVisible()
  await form.getByRole('textbox', { name: /name/ }).fill('Somebody else')
  await form.getByRole('button', { name: 'Same again' }).click()
  await expect(form.getByRole('radio', { name: 'MPV / van' })).toBeChecked()
  await expect(form.getByRole('checkbox', { name: /Premium Wash/ })).toBeChecked()
  await expect(form.getByRole('checkbox', { name: /Tyre shine/ })).toBeChecked()
  await expect(form.getByRole('textbox', { name: /phone/ })).toHaveValue('012-345 6789')
  // What was typed before stays.
  await expect(form.getByRole('textbox', { name: /name/ })).toHaveValue('Somebody else')
  await form.getByRole('button', { name: /^Create/ }).click()
  await form.getByRole('button', { name: 'Open the order' }).click()
  const order = page.getByRole('dialog', { name: /^Order/ })
  await expect(order.getByText('This car before · Visits: 3')).toBeVisible()
  await expect(order.getByRole('listitem').filter({ hasText: 'Hand Wax' })).toContainText('11 Dec 2025')
})

test('a car that comes again and was not paid for is said to owe it', async ({ page, openStation }) => {
  await openStation('?role=cashier')
  const unpaid = page
    .getByRole('region', { name: /^To pay/ })
    .locator('[data-order]')
    .first()
  const plate = (await unpaid.locator('.plate').textContent()) ?? ''
  await page.getByRole('button', { name: 'New order' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Number plate' }).fill(plate)
  await expect(form.getByRole('status')).toContainText(/Still to pay: RM\s\d+\.\d\d/)
  await form.getByRole('textbox', { name: 'Number plate' }).fill('vga5512')
  await expect(form.getByText(/^Was here on 2 Jan 2026/)).toBeVisible()
})

test('without a server it says that only what is here is searched', async ({ page, openStation }) => {
  await openStation('?role=cashier')
  await page.evaluate(() => {
    Object.assign(window.siteInMemory.host, { findOrders: () => Promise.reject(new Error('unreachable')) })
  })
  await page.getByRole('searchbox').fill('WC')
  await expect(page.getByText(/only the orders on this station are searched/)).toBeVisible()
})

test('an order of another day opens to be read and printed again, and says what it cannot show without the server', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier')
  await page.getByRole('searchbox').fill('aisyah')
  const line = page.getByRole('button', { name: /AX-20260102-0003/ })
  await line.click()
  const order = page.getByRole('dialog', { name: /AX-20260102-0003/ })
  await expect(order.getByText(/2 Jan 2026/).first()).toBeVisible()
  await expect(order.getByRole('rowheader', { name: /Premium Wash/ })).toContainText('Tyre shine')
  await expect(order.getByText('What happened')).toBeVisible()
  await expect(order.getByText(/^Order created/)).toBeVisible()
  // What is over is not changed.
  await expect(order.getByRole('textbox')).toHaveCount(0)
  await expect(order.getByText('Move to')).toHaveCount(0)
  await order.getByRole('button', { name: 'Receipt' }).click()
  const receipt = page.getByRole('dialog', { name: 'Receipt' })
  await expect(receipt.getByText('VGA 5512')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(receipt).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(order).toBeHidden()
  await expect(line).toBeFocused()

  await page.evaluate(() => {
    const { host } = window.siteInMemory
    const told = host.history
    let asked = 0
    Object.assign(host, {
      history: (orderID: string) => (asked++ === 0 ? Promise.reject(new Error('unreachable')) : told(orderID)),
    })
  })
  await line.press('Enter')
  await expect(order.getByText(/What happened to this order cannot be shown now/)).toBeVisible()
  await expect(order.getByRole('rowheader', { name: /Premium Wash/ })).toBeVisible()
  await order.getByRole('button', { name: 'Try again' }).click()
  await expect(order.getByText(/^Order created/)).toBeVisible()
})

test('an option that has left the list since is not taken over', async ({ page, openStation }) => {
  await openStation('?role=cashier')
  await page.evaluate(() => {
    const { host } = window.siteInMemory
    const find = host.findOrders
    const gone = { optionId: 'gone', name: 'Ozone', price: 900 }
    Object.assign(host, {
      findOrders: async (query: Parameters<typeof find>[0]) => {
        const found = await find(query)
        const orders = found.orders.map((order) => ({
          ...order,
          services: order.services.map((line) => ({ ...line, options: [...(line.options ?? []), gone] })),
        }))
        return { ...found, orders }
      },
    })
  })
  await page.getByRole('button', { name: 'New order' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Number plate' }).fill('vga5512')
  await form.getByRole('button', { name: 'Same again' }).click()
  await form.getByRole('button', { name: /^Create · RM/ }).click()
  await expect(form.getByRole('button', { name: 'Open the order' })).toBeVisible()
  const created = await page.evaluate(() => window.siteInMemory.source.sent.find(({ type }) => type === 'order.create'))
  expect(created).toMatchObject({ payload: { services: [{ serviceId: 'premium-wash', optionIds: ['tyre-shine'] }] } })
})

test('what was found stays when the server does not answer for the rest, and is asked for again', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier')
  await page.evaluate(() => {
    const { host } = window.siteInMemory
    const find = host.findOrders
    let asked = 0
    Object.assign(host, {
      findOrders: async ({ before }: { before?: number }) => {
        if (before !== undefined && asked++ === 0) throw new Error('unreachable')
        const found = await find({ text: before === undefined ? 'AX-20260102' : 'AX-20251211' })
        return { ...found, next: before === undefined ? 7 : null }
      },
    })
  })
  await page.getByRole('searchbox').fill('aisyah')
  const first = page.getByRole('listitem').filter({ hasText: 'AX-20260102-0003' })
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.getByText(/^The server does not answer/)).toBeVisible()
  await expect(first).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'AX-20251211-0003' })).toBeVisible()
  await expect(first).toBeVisible()
})

test('the visits before an order are told without its own', async ({ page, openStation }) => {
  await openStation('?role=cashier')
  const card = page
    .getByRole('region', { name: /^To pay/ })
    .locator('[data-order]')
    .first()
  const key = await card.getAttribute('data-order')
  await page.evaluate((key) => {
    const { host, source } = window.siteInMemory
    const find = host.findOrders
    Object.assign(host, {
      findOrders: async () => {
        const { orders } = await find({ text: 'aisyah' })
        const own = key === null ? [] : [source.get('order', key) ?? []].flat()
        return { orders: [...own, ...orders], next: null, visits: own.length + orders.length }
      },
    })
  }, key)
  await card.click()
  await expect(page.getByText('This car before · Visits: 3')).toBeVisible()
})
