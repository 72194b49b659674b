import type { Page } from '@playwright/test'
import { expect, test } from './station-page'

test.use({ holdOff: true, contextOptions: { reducedMotion: 'no-preference' } })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Taps twice on the same spot, as fast as a hand with a wet glove does. */
async function doubleTap(page: Page, name: string): Promise<void> {
  const box = await button(page, name).boundingBox()
  if (!box) throw new Error(`${name} is not drawn`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  // The control has been there for long enough to act.
  await button(page, name).hover()
  await page.mouse.click(x, y)
  await page.mouse.click(x, y)
}

const sentFrom = (page: Page) => page.evaluate(() => window.siteInMemory.source.sent.map(({ type }) => type))

test('a double tap on Step done completes one step', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  const current = page.locator('[aria-current="step"]')
  await expect(current).toContainText('Soap & scrub')
  await doubleTap(page, 'Step done')
  await expect(current).toContainText('Rinse')
  expect(await sentFrom(page)).toEqual(['job.completeStep'])
  // The next tap is meant: it acts.
  await button(page, 'Step done').click()
  await expect(current).not.toContainText('Rinse')
  expect(await sentFrom(page)).toEqual(['job.completeStep', 'job.completeStep'])
})

test('a double tap on Finish takes no car, and Take lies elsewhere', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  while (await button(page, 'Step done').isVisible()) await button(page, 'Step done').click()
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1366, height: 768 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size)
    await button(page, 'Finish').scrollIntoViewIfNeeded()
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  const finish = await button(page, 'Finish').boundingBox()
  await doubleTap(page, 'Finish')
  await expect(button(page, 'Take this car')).toBeVisible()
  const take = await button(page, 'Take this car').boundingBox()
  expect(await sentFrom(page)).not.toContain('bay.assign')
  if (!finish || !take) throw new Error('a button is not drawn')
  expect(take.y + take.height).toBeLessThanOrEqual(finish.y)
})

test('a double tap on Do it again does one action, not the next one of the list too', async ({ openStation }) => {
  const page = await openStation('?role=cashier&state=stale&refused')
  await page.getByRole('button', { name: 'Needs attention (3)' }).click()
  const entries = page.getByRole('dialog', { name: 'Needs attention' }).getByRole('listitem')
  const again = entries.getByRole('button', { name: 'Do it again' }).first()
  await again.hover()
  const box = await again.boundingBox()
  if (!box) throw new Error('the button is not drawn')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.click(x, y)
  await page.mouse.click(x, y)
  await expect(page.getByRole('button', { name: 'Do it again' })).toHaveCount(2)
  expect(await sentFrom(page)).toEqual(['order.setPayment'])
  // The next tap is meant.
  await again.click()
  await expect(page.getByRole('button', { name: 'Do it again' })).toHaveCount(1)
  expect(await sentFrom(page)).toEqual(['order.setPayment', 'bay.assign'])
})

test('what a closed dialog uncovers does not act at once either', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const order = page.locator('[data-order]').first()
  await order.click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.evaluate(() => {
    const held: string[] = []
    Object.assign(window, { held })
    document.addEventListener('animationstart', ({ animationName, target }) => {
      if (animationName.startsWith('hold-off-uncovered') && target instanceof HTMLElement)
        held.push(target.dataset.order ?? target.textContent ?? '')
    })
  })
  await page.keyboard.press('Escape')
  const held = () => page.evaluate(() => (window as unknown as { held: string[] }).held)
  await expect.poll(held).toContain(await order.getAttribute('data-order'))
  expect(await held()).toContain('New order')
  // Each time anew.
  await order.click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.evaluate(() => {
    ;(window as unknown as { held: string[] }).held.length = 0
  })
  await page.keyboard.press('Escape')
  await expect.poll(held).toContain('New order')
})

test('the keyboard is not held off', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  await button(page, 'Step done').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  expect(await sentFrom(page)).toEqual(['job.completeStep', 'job.completeStep'])
})

test('Enter that comes twice opens a question about money and does not answer it', async ({ openStation }) => {
  const page = await openStation('?role=cashier&handed=1')
  await button(page, 'Needs attention (2)').click()
  await button(page, 'Open the order').last().click()
  await page.getByRole('button', { name: /^Give back RM/ }).focus()
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: /^Give money back/ })
  await expect(question).toBeVisible()
  expect(await sentFrom(page)).toEqual([])
  // What was said is meant, however fast it came.
  await question.getByRole('textbox', { name: 'Why is the money given back?' }).fill('Paid twice')
  await page.keyboard.press('Enter')
  await expect(question).toHaveCount(0)
  expect(await sentFrom(page)).toEqual(['order.setPayment'])
})

test('a car taken by mistake is put back with Undo', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-4')
  const plate = await page.getByRole('region', { name: 'Next' }).locator('.plate').textContent()
  await button(page, 'Take this car').click()
  await expect(button(page, 'Start')).toBeVisible()
  await button(page, 'Undo').click()
  await expect(page.getByText(`${plate} is back in the queue`)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Next' }).locator('.plate')).toHaveText(plate ?? '')
})

test('a car is put back until its first step is done', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-4')
  await button(page, 'Take this car').click()
  await button(page, 'Start').click()
  await expect(button(page, 'Put back in the queue')).toBeVisible()
  await button(page, 'Step done').click()
  await expect(button(page, 'Put back in the queue')).toHaveCount(0)
  await button(page, 'Undo').click()
  await button(page, 'Put back in the queue').click()
  await expect(button(page, 'Take this car')).toBeVisible()
})
