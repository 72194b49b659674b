import { expect, test } from './station-page'

/** What the desk gives a customer to take along. */

test('a receipt in the customer’s language fills one page of 80 mm, and nothing else is printed', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier&lang=en')
  await page.getByRole('region', { name: 'Paid' }).locator('[data-order]').first().click()
  await page.getByRole('button', { name: 'Receipt…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Receipt' })
  await expect(dialog.getByText('Kilat Car Wash')).toBeVisible()
  await expect(dialog.getByText('Reg. no. 202401012345')).toBeVisible()
  await expect(dialog.getByText('Includes SST 8 %')).toBeVisible()

  await dialog.getByText('简体中文').click()
  await expect(dialog.getByText('其中 SST 8 %')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Print' })).toBeVisible()

  const asked = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.print = () => resolve(null)
      }),
  )
  await dialog.getByRole('button', { name: 'Print' }).click()
  await asked
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.print-sheet')).toBeVisible()
  await expect(dialog).toBeHidden()
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(pdf) ?? []
  const mm = (points: string | undefined) => (Number(points) / 72) * 25.4
  expect(mm(width)).toBeCloseTo(80, 0)
  expect(mm(height)).toBeGreaterThan(80)
})

test('a job card has the steps, the notes and the number for the scanner, but no money and no customer', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier&lang=en')
  await page.locator('[data-order]').filter({ hasText: 'VBK 8820' }).first().click()
  await page.getByRole('button', { name: 'Job card…' }).click()
  const card = page.getByRole('dialog', { name: 'Job card' }).locator('article')
  await expect(card.getByText('VBK 8820')).toBeVisible()
  await expect(card.getByText('Vacuum interior')).toBeVisible()
  await expect(card.getByText('Please mind the new roof rack.')).toBeVisible()
  await expect(card.getByRole('img', { name: /^AX-/ })).toBeVisible()
  await expect(card).not.toContainText('RM')
  await expect(card).not.toContainText('Tan Wei Ming')
})

test('what happened to an order on another day is told with its day', async ({ page, openStation }) => {
  const now = Date.parse('2026-01-15T02:45:00Z')
  await page.clock.install({ time: now + 26 * 3_600_000 })
  await openStation(`?role=cashier&now=${now}`)
  await page.getByText('BQS 77').first().click()
  const order = page.getByRole('dialog')
  await expect(order.getByText(/Created 15/)).toContainText(/Created 15 Jan, \d\d:\d\d/)
  const created = order.getByRole('listitem').filter({ hasText: 'Order created' })
  await expect(created).toContainText(/15 Jan, \d\d:\d\d/)
})
