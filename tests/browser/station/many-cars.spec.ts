import { clippedTexts } from './clipped-texts'
import { expect, smallTargets, lastingTest as test } from './station-page'

/** Sixty cars wait at a site; the desk at a common screen. */
const SIXTY = '?role=cashier&orders=200'

for (const [language, theme] of [
  ['en', 'light'],
  ['ta', 'dark'],
] as const) {
  test(`sixty waiting cars at 1366x768: nothing is cut, the columns stand side by side (${language})`, async ({
    page,
    openStation,
  }) => {
    await page.setViewportSize({ width: 1366, height: 768 })
    await openStation(`${SIXTY}&lang=${language}&theme=${theme}`)
    await expect(page.locator('[data-column]')).toHaveCount(5)
    expect(await clippedTexts(page)).toEqual([])
    expect(await smallTargets(page, 44)).toEqual([])
    const columns = await page.locator('[data-column]').evaluateAll((found) =>
      found.map((column) => {
        const { left, right } = column.getBoundingClientRect()
        return { left, right }
      }),
    )
    expect(columns.every(({ left, right }) => left >= 0 && right <= 1366)).toBe(true)
    // Cards of the same size showed five of those who wait.
    const seen = await page
      .locator('[data-column]')
      .first()
      .locator('[data-order]')
      .evaluateAll((rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= window.innerHeight).length)
    expect(seen).toBeGreaterThan(15)
  })
}

test('a phone shows sixty waiting cars one below the other, and nothing is cut', async ({ page, openStation }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openStation(`${SIXTY}&lang=ta`)
  await expect(page.locator('[data-order]').first()).toBeVisible()
  expect(await clippedTexts(page)).toEqual([])
})

test('a car that waits and is paid for says so beside its price', async ({ page, openStation }) => {
  await openStation('?role=cashier')
  const row = page.locator('[data-column]').first().locator('[data-order]').first()
  const paid = row.getByRole('img', { name: 'Paid in cash' })
  await expect(row).toBeVisible()
  await expect(paid).toHaveCount(0)
  await row.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cash', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(paid).toBeVisible()
})

test('what is to be given back for a waiting car stays beside its buttons, and not under them', async ({
  page,
  openStation,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await openStation('?role=cashier')
  const row = page.locator('[data-column]').first().locator('[data-order]').first()
  const orderID = (await row.getAttribute('data-order')) ?? ''
  await page.evaluate((key) => {
    const { source } = window.siteInMemory
    const order = source.get('order', key)
    const paidAmount = (order?.totalAmount ?? 0) + 123_456
    source.push({
      changes: [{ kind: 'order', key, document: { ...order, paidAmount, paymentStatus: 'cash' } }] as never,
    })
  }, orderID)
  await expect(row).toContainText('Give back')
  const over = await row.evaluate((button) => {
    const { right } = button.getBoundingClientRect()
    return [...button.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > right + 1).length
  })
  expect(over).toBe(0)
})
