import { clippedTexts } from './clipped-texts'
import { expect, lastingTest as test } from './station-page'

/** Longer than most: what is issued for an occasion carries its name. */
const PLATE = 'PUTRAJAYA 9999'

for (const [width, height] of [
  [1920, 1080],
  [1366, 768],
  [390, 844],
] as const) {
  test(`a long plate is read whole at a free bay, first and further back (${width})`, async ({ page, openStation }) => {
    await page.setViewportSize({ width, height })
    await openStation('?role=bay&bay=bay-4')
    const shares = () => page.getByRole('region', { name: 'Next' }).evaluate((next) => next.clientWidth)
    const before = await shares()
    await page.evaluate((plate) => {
      const { source } = window.siteInMemory
      const entries = source.keys('queue').flatMap((key) => source.get('queue', key)?.entries ?? [])
      for (const { orderID } of entries) {
        const order = source.get('order', orderID)
        const vehicle = order?.vehicle && { ...order.vehicle, plate }
        source.push({ changes: [{ kind: 'order', key: orderID, document: { ...order, vehicle } }] as never })
      }
    }, PLATE)
    await expect(page.getByText(PLATE).nth(1)).toBeVisible()
    expect(await clippedTexts(page)).toEqual([])
    // What stands beside it keeps its room.
    expect(await shares()).toBe(before)
  })
}

test('a long plate leaves the board its times', async ({ page, openStation }) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await openStation('?role=board')
  await page.evaluate((plate) => {
    const { source } = window.siteInMemory
    for (const key of source.keys('order')) {
      const order = source.get('order', key)
      const vehicle = order?.vehicle && { ...order.vehicle, plate }
      source.push({ changes: [{ kind: 'order', key, document: { ...order, vehicle } }] as never })
    }
  }, PLATE)
  await expect(page.getByText(PLATE).nth(3)).toBeVisible()
  expect(await clippedTexts(page)).toEqual([])
})

test('of many steps the one that is on is seen, and what follows it', async ({ page, openStation }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await openStation('?role=bay&bay=bay-1')
  await page.evaluate(() => {
    const { source } = window.siteInMemory
    const key = source.keys('job').find((each) => source.get('job', each)?.bayId === 'bay-1') ?? ''
    const job = source.get('job', key)
    if (!job) throw new Error('Nothing is washed there')
    const steps = Array.from({ length: 14 }, (_, at) => ({
      ...{ stepId: `s.${at}`, name: `Step ${at + 1}`, minutes: 5, startedAt: null, finishedAt: null, skipReason: null },
      ...{ pausedMs: 0, status: at === 0 ? 'in_progress' : 'pending' },
    }))
    source.push({ changes: [{ kind: 'job', key, document: { ...job, steps } }] as never })
  })
  const steps = page.getByRole('list', { name: 'Steps' })
  for (let at = 1; at <= 9; at++) {
    await expect(page.locator('[aria-current="step"]')).toContainText(`Step ${at}`)
    await page.getByRole('button', { name: 'Step done' }).click()
  }
  await expect(page.locator('[aria-current="step"]')).toBeInViewport({ ratio: 1 })
  await expect(steps.getByRole('listitem').filter({ hasText: 'Step 11' })).toBeInViewport({ ratio: 1 })
})

for (const language of ['en', 'ta'])
  test(`on a small telephone nothing of a bay's bar stands outside of it, whatever it has to say: ${language}`, async ({
    page,
    openStation,
  }) => {
    await page.setViewportSize({ width: 360, height: 640 })
    await openStation(`?role=bay&state=stale&refused&lang=${language}`)
    const buttons = page.getByRole('banner').getByRole('button')
    expect(await buttons.count()).toBeGreaterThanOrEqual(4)
    for (const button of await buttons.all()) {
      const { x = -1, width = 0 } = (await button.boundingBox()) ?? {}
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(360)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
