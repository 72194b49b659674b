import type { Locator } from '@playwright/test'
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

for (const { paper, button, language } of [
  { paper: 'receipt', button: 'Receipt…', language: 'English' },
  { paper: 'receipt', button: 'Receipt…', language: '简体中文' },
  { paper: 'receipt', button: 'Receipt…', language: 'தமிழ்' },
  { paper: 'job card', button: 'Job card…', language: 'தமிழ்' },
]) {
  test(`on paper of 58 mm no word of a ${paper} is broken, and none runs out of it: ${language}`, async ({
    openStation,
  }) => {
    const page = await openStation('?role=cashier&lang=en')
    await page.getByRole('region', { name: 'Paid' }).locator('[data-order]').first().click()
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog').last()
    await dialog.getByText(language, { exact: true }).click()
    const article = dialog.locator('article')
    // What such a printer prints of its paper.
    await article.evaluate((element) => Object.assign(element.style, { width: '48mm', padding: '0' }))
    expect(await brokenWords(article)).toEqual([])
  })
}

/** Words that stand on two lines or beyond the edge of the paper. */
const brokenWords = (article: Locator): Promise<string[]> =>
  article.evaluate(async (element) => {
    await document.fonts.ready
    const { left, right } = element.getBoundingClientRect()
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const broken: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = new Intl.Segmenter(document.documentElement.lang, { granularity: 'word' })
      for (const { segment, index, isWordLike } of words.segment(node.textContent ?? '')) {
        if (!isWordLike) continue
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + segment.length)
        const boxes = [...range.getClientRects()].filter(({ width }) => width > 0)
        const lines = new Set(boxes.map(({ top }) => Math.round(top)))
        const isOutside = boxes.some((box) => box.left < left - 1 || box.right > right + 1)
        if (lines.size > 1 || isOutside) broken.push(segment)
      }
    }
    return broken
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

test('the receipt of a past order goes to the customer by WhatsApp, in the customer’s language', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier&lang=en')
  await page.getByRole('searchbox').fill('aisyah')
  await page.getByRole('button', { name: /AX-20260102-0003/ }).click()
  await page
    .getByRole('dialog', { name: /AX-20260102-0003/ })
    .getByRole('button', { name: 'Receipt' })
    .click()
  const receipt = page.getByRole('dialog', { name: 'Receipt' })
  const send = receipt.getByRole('link', { name: 'Send to 012-345 6789 by WhatsApp' })
  const written = async () => {
    const chat = new URL((await send.getAttribute('href')) ?? '')
    expect(`${chat.origin}${chat.pathname}`).toBe('https://wa.me/60123456789')
    return chat.searchParams.get('text') ?? ''
  }
  await expect(send).toBeVisible()
  expect(await written()).toMatch(
    /^Receipt AX-20260102-0003 · Kilat Car Wash\nhttps:\/\/wash\.example\/receipt\/main~AX-20260102-0003~[\w-]+\?lang=en$/,
  )
  await receipt.getByText('தமிழ்').click()
  expect(await written()).toMatch(/^ரசீது AX-20260102-0003 · Kilat Car Wash\n.*\?lang=ta$/)
})

test('nothing is sent to an order without a telephone, nor of a receipt that no telephone reaches', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier&lang=en')
  const open = page.getByRole('dialog', { name: /AX-20260102-0003/ })
  const receipt = page.getByRole('dialog', { name: 'Receipt' })
  const change = async (phone: string | null, reached: boolean) => {
    await page.evaluate(
      ({ phone, reached }) => {
        const { host } = window.siteInMemory
        const find = host.findOrders
        Object.assign(host, {
          receiptLink: async () => (reached ? 'https://wash.example/receipt/x' : null),
          findOrders: async (query: Parameters<typeof find>[0]) => {
            const found = await find(query)
            return {
              ...found,
              orders: found.orders.map((order) => ({ ...order, customer: { name: 'Aisyah', phone } })),
            }
          },
        })
      },
      { phone, reached },
    )
    await page.getByRole('searchbox').fill('')
    await page.getByRole('searchbox').fill('aisyah')
    await page.getByRole('button', { name: /AX-20260102-0003/ }).click()
    await open.getByRole('button', { name: 'Receipt' }).click()
    await expect(receipt.getByText('VGA 5512')).toBeVisible()
  }
  const code = receipt.getByRole('img', { name: 'Scan for this receipt on your phone' })
  const close = async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(open).toBeHidden()
  }
  await change(null, true)
  await expect(code).toBeVisible()
  await expect(receipt.getByText(/WhatsApp/)).toHaveCount(0)
  await close()
  await change('+60 12-345 6789', true)
  await expect(receipt.getByText(/WhatsApp/)).toBeVisible()
  await close()
  await change('+60 12-345 6789', false)
  await expect(code).toHaveCount(0)
  await expect(receipt.getByText(/WhatsApp/)).toHaveCount(0)
})

test('a station of its own shows the chat as a code for the site’s telephone', async ({ openStation }) => {
  const page = await openStation('?role=cashier&lang=en&desktop')
  await page.getByRole('searchbox').fill('aisyah')
  await page.getByRole('button', { name: /AX-20260102-0003/ }).click()
  await page
    .getByRole('dialog', { name: /AX-20260102-0003/ })
    .getByRole('button', { name: 'Receipt' })
    .click()
  const receipt = page.getByRole('dialog', { name: 'Receipt' })
  await receipt.getByRole('button', { name: 'Send to 012-345 6789 by WhatsApp' }).click()
  await expect(receipt.getByRole('img', { name: /^Scan with the site’s phone/ })).toBeVisible()
  await expect(receipt.getByRole('link')).toHaveCount(0)
})
