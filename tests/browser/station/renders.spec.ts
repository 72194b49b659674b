import type { Page } from '@playwright/test'
import type { DocumentByKind, DocumentKind } from '@/lib/domain'
import { countRenders, type RenderCounts } from './render-counts'
import { expect, test } from './station-page'

const NOW = Date.parse('2026-01-15T10:00:00Z')
const CARDS = ['OrderCard', 'OrderRow', 'BayTile', 'QueueRow'] as const

/** The cashier's board with a thousand orders; what React renders is counted. */
async function openBoard(page: Page, openStation: (query: string) => Promise<Page>): Promise<RenderCounts> {
  await page.clock.install({ time: NOW })
  const renders = await countRenders(page)
  await openStation(`?role=cashier&orders=1000&now=${NOW}`)
  await expect(page.locator('[data-order]').first()).toBeVisible()
  // What the first picture still has to settle, such as the lists' sizes.
  await page.clock.runFor(1000)
  await renders.reset()
  return renders
}

/** Changes a document as the server would. */
async function change<K extends DocumentKind>(page: Page, kind: K, key: string, fields: Partial<DocumentByKind[K]>) {
  await page.evaluate(
    ([name, id, changed]) => {
      const { source } = window.siteInMemory
      const document = source.get(name as DocumentKind, id)
      source.push({ changes: [{ kind: name, key: id, document: { ...document, ...changed } } as never] })
    },
    [kind as string, key, fields as object] as const,
  )
  await page.clock.runFor(100)
}

/** The number on the card at this place of a stage's column, from the top. */
const cardAt = async (page: Page, stage: RegExp, place: number) =>
  (await page
    .getByRole('region', { name: stage })
    .locator('[data-order]')
    .nth(place)
    .getAttribute('data-order')) as string

const queueOf = (page: Page, queue: string) =>
  page.evaluate((id) => window.siteInMemory.source.get('queue', id)?.entries ?? [], queue)

test('an order changes: its card renders once, and no other card, bay or row', async ({ page, openStation }) => {
  const renders = await openBoard(page, openStation)
  const orderID = await cardAt(page, /^To pay/, 2)
  await change(page, 'order', orderID, { totalAmount: 123_400 })
  await expect(page.locator(`[data-order="${orderID}"]`)).toContainText('1,234.00')
  expect(await renders.updates(...CARDS)).toEqual([`OrderRow ${orderID}`])
})

test('an order out of sight changes: nothing on the board renders', async ({ page, openStation }) => {
  const renders = await openBoard(page, openStation)
  const unseen = await page.evaluate(() => {
    const drawn = new Set([...document.querySelectorAll('[data-order]')].map((card) => card.getAttribute('data-order')))
    const hidden = window.siteInMemory.source.keys('order').filter((key) => !drawn.has(key))
    return hidden.find((key) => {
      const { queue, bayId } = window.siteInMemory.source.get('order', key) ?? {}
      return queue === null && bayId === null
    }) as string
  })
  await change(page, 'order', unseen, { totalAmount: 123_400 })
  expect(await renders.updates(...CARDS, 'StageColumn', 'WaitingColumn', 'BayStrip', 'Cashier')).toEqual([])
})

test('an order moves to another stage: no card that stays renders', async ({ page, openStation }) => {
  const renders = await openBoard(page, openStation)
  const orderID = await cardAt(page, /^To pay/, 2)
  // The longest there of all: it comes to stand on top, where it is seen.
  await change(page, 'order', orderID, { stage: 'paid', stageSince: new Date(NOW - 86_400_000).toISOString() })
  await expect(page.getByRole('region', { name: /^Paid/ }).locator(`[data-order="${orderID}"]`)).toBeVisible()
  const others = (await renders.updates(...CARDS)).filter((name) => name !== `OrderRow ${orderID}`)
  // The top row of a column is the one Tab reaches; it hands that on to the newcomer.
  expect(others.length).toBeLessThanOrEqual(1)
  expect(others.every((name) => name.startsWith('OrderRow'))).toBe(true)
})

test('two cars swap places: their two rows render, and nothing else', async ({ page, openStation }) => {
  const renders = await openBoard(page, openStation)
  const entries = await queueOf(page, 'regular')
  const [first, second, third, ...rest] = entries
  if (!first || !second || !third) throw new Error('three cars must wait')
  // As long a wash for both: whose turn comes after them waits no longer and no shorter.
  const services = await page.evaluate((id) => window.siteInMemory.source.get('order', id)?.services, second.orderID)
  await change(page, 'order', third.orderID, { services })
  await renders.reset()
  await change(page, 'queue', 'regular', { entries: [first, third, second, ...rest] })
  const rows = page.getByRole('region', { name: 'Regular' }).getByRole('listitem')
  await expect(rows.nth(1)).toContainText('3')
  const swapped = [second, third].map(({ orderID }) => `QueueRow ${orderID}`).sort()
  expect([...new Set(await renders.updates(...CARDS))].sort()).toEqual(swapped)
})

test('a new order comes in: no card, bay or row that was there renders, but the row that was last', async ({
  page,
  openStation,
}) => {
  const renders = await openBoard(page, openStation)
  const waiting = await queueOf(page, 'remnant')
  await page.evaluate((at) => {
    const { source } = window.siteInMemory
    const model = source.get('order', source.keys('order')[0] as string)
    const queue = source.get('queue', 'remnant')
    const orderID = 'AX-20260115-9999'
    const entries = [...(queue?.entries ?? []), { orderID, enteredAt: at }]
    const order = { ...model, orderID, stage: 'initiated', queue: 'remnant', stageSince: at }
    source.push({
      changes: [
        { kind: 'order', key: orderID, document: order as never },
        { kind: 'queue', key: 'remnant', document: { ...queue, entries } as never },
      ],
    })
  }, new Date(NOW).toISOString())
  await page.clock.runFor(100)
  await expect(page.getByRole('region', { name: 'Later' }).getByRole('listitem')).toHaveCount(waiting.length + 1)
  expect(await renders.updates(...CARDS)).toEqual([`QueueRow ${waiting.at(-1)?.orderID}`])
})

test('a step is done in one bay: that bay’s tile renders, and no other, and no card', async ({ page, openStation }) => {
  const renders = await openBoard(page, openStation)
  const jobId = await page.evaluate(() => window.siteInMemory.source.get('bay', 'bay-2')?.jobId as string)
  await change(page, 'job', jobId, { title: 'Seen' })
  expect(await renders.updates('OrderRow', 'BayTile')).toEqual(['BayTile bay-2'])
})

test('the clock ticks: ages move on, and no row, tile or column renders', async ({ page, openStation }) => {
  const renders = await openBoard(page, openStation)
  const orderID = await cardAt(page, /^To pay/, 0)
  const before = await page.locator(`[data-order="${orderID}"]`).textContent()
  await page.clock.runFor(5 * 60_000)
  await expect(page.locator(`[data-order="${orderID}"]`)).not.toHaveText(before ?? '')
  expect(await renders.updates('OrderRow', 'BayTile', 'StageColumn', 'BayStrip', 'WaitingColumn', 'Cashier')).toEqual(
    [],
  )
})
