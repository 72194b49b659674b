import { axeFindings, expect, test } from './station-page'

test('a new order by keyboard alone ends in its QR code', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await page.keyboard.press('n')
  await expect(page.getByLabel('Number plate')).toBeFocused()
  await page.keyboard.type('WXY 77', { delay: 90 })
  await page.getByRole('checkbox', { name: /Basic Wash/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /Create/ }).press('Enter')
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
})

test('a step is done with one tap and undone with another', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  const current = page.locator('[aria-current="step"]')
  await expect(current).toContainText('Soap & scrub')
  await page.getByRole('button', { name: 'Step done' }).click()
  await expect(current).toContainText('Rinse')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(current).toContainText('Soap & scrub')
})

test('a skipped step keeps its chosen reason', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('button', { name: 'No supplies' }).click()
  await expect(page.getByText('Skipped: No supplies')).toBeVisible()
})

test('offline, the tap shows at once and is counted as waiting', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1&state=stale')
  await page.getByRole('button', { name: 'Step done' }).click()
  await expect(page.locator('[aria-current="step"]')).toContainText('Rinse')
  await expect(page.getByText('1 action waiting')).toBeVisible()
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
})

test('the order page opens from the board, takes payment and gives the focus back', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const card = page
    .getByRole('region', { name: /Billed/ })
    .getByRole('button')
    .first()
  await card.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Cash', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('Paid in cash')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(card).toBeFocused()
})

test('a thousand orders: the board draws only what is seen, and the search finds any', async ({ openStation }) => {
  const page = await openStation('?role=cashier&orders=1000')
  expect(await page.locator('[data-order]').count()).toBeLessThan(150)
  await page.keyboard.press('/')
  await page.keyboard.type('0777', { delay: 90 })
  await expect(page.locator('[data-order$="-0777"]')).toBeVisible()
})
