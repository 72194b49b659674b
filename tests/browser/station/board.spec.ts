import type { Page } from '@playwright/test'
import { LANGUAGES } from '@/lib/domain/languages'
import { CATALOGUE } from '@/renderer/fixtures/site'
import { clippedTexts } from './clipped-texts'
import { hearNotes } from './notes'
import { expect, test } from './station-page'

/** A wash is finished, as the server tells it: the car is to be collected. */
async function finish(page: Page, bayId = 'bay-1'): Promise<string> {
  return page.evaluate((bayId) => {
    const { source } = window.siteInMemory
    const bay = source.get('bay', bayId)
    const order = source.get('order', bay?.orderID ?? '')
    const job = source.get('job', bay?.jobId ?? '')
    const finishedAt = new Date().toISOString()
    source.push({
      changes: [
        { kind: 'job', key: job?.jobId, document: { ...job, status: 'completed', finishedAt } },
        { kind: 'bay', key: bayId, document: { ...bay, status: 'available', orderID: null, jobId: null } },
        {
          kind: 'order',
          key: order?.orderID,
          document: { ...order, stage: 'billed', stageSince: finishedAt, bayId: null },
        },
      ] as never,
    })
    return order?.vehicle?.plate ?? ''
  }, bayId)
}

/** Its order is closed, as the server tells it. */
async function completed(page: Page, plate: string): Promise<void> {
  await page.evaluate((wanted) => {
    const { source } = window.siteInMemory
    const order = source
      .keys('order')
      .flatMap((key) => source.get('order', key) ?? [])
      .find(({ vehicle }) => vehicle?.plate === wanted)
    source.push({
      changes: [{ kind: 'order', key: order?.orderID, document: { ...order, stage: 'completed' } }] as never,
    })
  }, plate)
}

/** The owner sets something, and the board reads it. */
const settle = (query: object) => `?role=board&site=${encodeURIComponent(JSON.stringify(query))}`

test('a car that becomes ready is told of with a chime, and is gone once it is collected', async ({
  page,
  openStation,
}) => {
  const notes = await hearNotes(page)
  await openStation('?role=board&sounds')
  await page.mouse.click(5, 5)
  const ready = page.getByRole('region', { name: 'Ready' })
  const before = await ready.getByRole('listitem').count()
  const plate = await finish(page)
  await expect(ready.getByRole('listitem').first()).toContainText(plate)
  await expect(ready).toContainText('Please collect your car')
  await expect.poll(notes).toBe(2)
  await expect(page.getByRole('region', { name: 'Washing' })).not.toContainText(plate)
  await completed(page, plate)
  await expect(ready.getByRole('listitem')).toHaveCount(before)
  expect(await notes()).toBe(2)
})

test('what the site’s settings alone make ready is no news', async ({ page, openStation }) => {
  const notes = await hearNotes(page)
  await page.clock.install()
  await openStation('?role=board&sounds&nocatalogue')
  await page.mouse.click(5, 5)
  const ready = page.getByRole('region', { name: 'Ready' })
  const plate = await finish(page)
  await expect.poll(notes).toBe(2)
  await completed(page, plate)
  await expect(ready).not.toContainText(plate)
  await page.evaluate(
    (told) => {
      Object.assign(window.siteInMemory.host, { catalogue: async () => told })
    },
    { ...CATALOGUE, billing: false },
  )
  await page.clock.fastForward(5 * 60_000)
  // Where nothing is billed a completed order is what waits for its owner.
  await expect(ready).toContainText(plate)
  // The next one is news.
  await completed(page, await finish(page, 'bay-2'))
  await expect.poll(notes).toBe(4)
})

test('switched off it makes no sound; where the page was never touched it says what is missing', async ({
  page,
  openStation,
}) => {
  const notes = await hearNotes(page)
  await openStation('?role=board')
  await page.mouse.click(5, 5)
  const plate = await finish(page)
  await expect(page.getByRole('region', { name: 'Ready' })).toContainText(plate)
  expect(await notes()).toBe(0)
})

test('the site’s name, its message, its words and its closing time; no engineer’s word', async ({
  page,
  openStation,
}) => {
  await page.clock.install({ time: Date.parse('2026-01-15T17:40:00+08:00') })
  const site = {
    siteName: 'Kedai Cuci Ampang',
    timeZone: 'Asia/Kuala_Lumpur',
    hours: { opensAt: '09:00', closesAt: '18:00' },
    board: { message: 'Free coffee upstairs', languages: [], secondsPerLanguage: 15 },
    stageWords: [{ stage: 'in_progress', language: 'en', word: 'In the tunnel' }],
  }
  await openStation(`${settle(site)}&now=${Date.parse('2026-01-15T17:40:00+08:00')}&orders=200`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kedai Cuci Ampang')
  await expect(page.getByText('Free coffee upstairs')).toBeVisible()
  await expect(page.getByRole('region', { name: 'In the tunnel' })).toBeVisible()
  const next = page.getByRole('region', { name: 'Next' })
  await expect(next.getByRole('listitem')).toHaveCount(8)
  await expect(next).toContainText('and 53 more')
  // A wash that would begin after six is not promised.
  await expect(next.getByRole('listitem').last()).toContainText('Please ask at the desk')
  await expect(page.getByText('Current', { exact: true })).toHaveCount(0)
})

test('what is said of each car instead of a time, as the site closes, stays within its row', async ({
  page,
  openStation,
}) => {
  const now = Date.parse('2026-01-15T18:20:00+08:00')
  const hours = { opensAt: '09:00', closesAt: '18:00' }
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.clock.install({ time: now })
  for (const lang of LANGUAGES) {
    await openStation(`${settle({ timeZone: 'Asia/Kuala_Lumpur', hours })}&now=${now}&orders=200&lang=${lang}`)
    await expect(page.getByRole('listitem').first()).toBeVisible()
    expect(await clippedTexts(page), lang).toEqual([])
    const outside = await page.locator('main ol li').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const around = row.getBoundingClientRect()
        const text = document.createRange()
        text.selectNodeContents(row.lastElementChild ?? row)
        const boxes = [...text.getClientRects()].filter(({ width }) => width > 0)
        const isOut = boxes.some(
          ({ top, bottom, right }) => top < around.top - 1 || bottom > around.bottom + 1 || right > around.right + 1,
        )
        return isOut ? [row.textContent] : []
      }),
    )
    expect(outside, lang).toEqual([])
  }
})

test('languages in turn, each as long as the owner chose', async ({ page, openStation }) => {
  const now = Date.parse('2026-01-15T10:00:00Z')
  await page.clock.install({ time: now })
  await openStation(`${settle({ board: { message: '', languages: ['ms', 'ta'], secondsPerLanguage: 20 } })}&now=${now}`)
  const ready = page.getByRole('region', { name: /^(Siap|தயார்)$/ })
  const first = await ready.getAttribute('aria-label')
  await page.clock.runFor(20_000)
  await expect(ready).not.toHaveAttribute('aria-label', first ?? '')
  await page.clock.runFor(20_000)
  await expect(ready).toHaveAttribute('aria-label', first ?? '')
})

for (const [width, height] of [
  [1920, 1080],
  [1080, 1920],
  [1366, 768],
] as const) {
  test(`it fills ${width}x${height} and cuts nothing, with sixty cars`, async ({ page, openStation }) => {
    await page.setViewportSize({ width, height })
    for (const lang of ['en', 'ta']) {
      await openStation(`?role=board&orders=200&lang=${lang}`)
      await expect(page.getByRole('listitem').first()).toBeVisible()
      expect(await clippedTexts(page)).toEqual([])
      const { bottom, across } = await page.locator('main').evaluate((main) => ({
        bottom: main.getBoundingClientRect().bottom,
        across: main.scrollWidth,
      }))
      expect(bottom).toBeGreaterThan(height * 0.9)
      expect(bottom).toBeLessThanOrEqual(height)
      expect(across).toBeLessThanOrEqual(width)
      // Each car stands whole within its block.
      const cut = await page.locator('main li').evaluateAll(
        (items) =>
          items.filter((item) => {
            const box = item.closest('section')?.getBoundingClientRect()
            const plate = item.querySelector('.plate')?.getBoundingClientRect()
            return box && plate && plate.bottom > box.bottom
          }).length,
      )
      expect(cut).toBe(0)
    }
  })
}
