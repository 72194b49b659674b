import { writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { shownNumber } from '@/lib/domain'
import type { Language } from '@/lib/domain/languages'
import { closeOrder, openByNumber, payCash } from '../support/offline-orders'
import { asPng, blackness, ReceiptPrinter } from '../support/receipt-printer'
import { newOrder } from '../support/site'
import { ask, executable } from './station-app'
import { openWorkplace } from './workplace'

const LANGUAGE_NAMES: Readonly<Partial<Record<Language, string>>> = { en: 'English', zh: '简体中文', ta: 'தமிழ்' }

async function print(page: Page, orderID: string, language: Language, button = 'Receipt…'): Promise<void> {
  await openByNumber(page, orderID)
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog').last()
  await dialog.getByText(LANGUAGE_NAMES[language] ?? '', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Print', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await closeOrder(page)
}

test(`a desktop station prints on its own printer of receipts, over kill -9 of main too [${executable.describe}]`, async () => {
  test.setTimeout(180_000)
  const { server, start, end } = await openWorkplace()
  const printer = await ReceiptPrinter.start()
  let station = await start()
  try {
    const orderID = await newOrder(server, 'PRN 1')
    const byCard = await newOrder(server, 'PRN 2')
    await ask(station.page, 'settings:write', {
      receiptPrinter: { address: printer.address, paperMm: 80, drawer: true },
    })
    for (const order of [orderID, byCard]) {
      await expect(station.page.locator(`main [data-order="${order}"]`)).toBeVisible()
    }

    // The drawer: for cash, and not for a card; no receipt is asked for.
    await openByNumber(station.page, byCard)
    await station.page.getByRole('button', { name: 'Card', exact: true }).click()
    await expect(station.page.getByRole('button', { name: 'Card', exact: true })).toHaveCount(0)
    await closeOrder(station.page)
    expect(printer.drawerOpened).toBe(0)
    await payCash(station.page, orderID)
    await expect.poll(() => printer.drawerOpened).toBe(1)
    expect(printer.papers).toEqual([])

    // The same receipt in three languages: pictures of the printer's own width.
    for (const [place, language] of (['en', 'zh', 'ta'] as const).entries()) {
      await print(station.page, orderID, language)
      await expect.poll(() => printer.papers.length, { timeout: 20_000 }).toBe(place + 1)
      const paper = printer.papers[place]
      if (!paper) throw new Error('nothing was printed')
      writeFileSync(test.info().outputPath(`receipt-${language}.png`), asPng(paper))
      expect(paper.width).toBe(576)
      expect(paper.height).toBeGreaterThan(500)
      expect(blackness(paper)).toBeGreaterThan(0.02)
      expect(blackness(paper)).toBeLessThan(0.3)
    }
    expect(printer.unknown).toEqual([])
    expect(printer.drawerOpened).toBe(1)

    // Main is killed with a paper on its way.
    printer.manners = { ...printer.manners, holds: true }
    await print(station.page, orderID, 'en')
    await expect.poll(() => printer.papers.length).toBe(4)
    await station.kill()
    printer.manners = { ...printer.manners, holds: false }
    station = await start()
    await station.page.getByRole('button', { name: '1 paper not printed' }).click()
    const stuck = station.page.getByRole('dialog', { name: 'Not printed yet' })
    await expect(stuck.getByText('May have been printed')).toBeVisible()
    await expect(stuck).toContainText('The station ended while it was printing.')
    expect(printer.papers).toHaveLength(4)
    await stuck.getByRole('button', { name: /^Print again/ }).click()
    await expect(stuck.getByText('All is printed.')).toBeVisible()
    expect(printer.papers).toHaveLength(5)
    await stuck.getByRole('button', { name: 'Close' }).first().click()

    // On the narrower paper, and the test page.
    await ask(station.page, 'settings:write', {
      receiptPrinter: { address: printer.address, paperMm: 58, drawer: true },
    })
    await print(station.page, byCard, 'ta', 'Job card…')
    await station.page.getByRole('button', { name: 'Settings' }).click()
    await station.page.getByRole('tab', { name: 'Receipt printer' }).click()
    await station.page.getByRole('button', { name: 'Print a test page' }).click()
    await expect.poll(() => printer.papers.length, { timeout: 20_000 }).toBe(7)
    for (const [place, paper] of printer.papers.slice(5).entries()) {
      writeFileSync(test.info().outputPath(`narrow-${place}.png`), asPng(paper))
      expect(paper.width).toBe(384)
    }
    expect(printer.drawerOpened).toBe(1)
  } finally {
    await end()
    await printer.stop()
  }
})

test(`what a printer does not print is named, with what to do about it, and goes on by itself; the server knows who has one [${executable.describe}]`, async () => {
  test.setTimeout(180_000)
  const { server, start, end } = await openWorkplace()
  let printer = await ReceiptPrinter.start()
  const station = await start()
  const hasPrinter = async () =>
    (await server.rest<{ docs: { receiptPrinter?: boolean | null }[] }>('GET', '/api/stations?limit=1')).docs[0]
      ?.receiptPrinter
  try {
    const orderID = await newOrder(server, 'PRN 3')
    await expect(station.page.locator(`main [data-order="${orderID}"]`)).toBeVisible()
    await expect.poll(hasPrinter, { timeout: 30_000 }).toBe(false)
    await ask(station.page, 'settings:write', {
      receiptPrinter: { address: printer.address, paperMm: 80, drawer: false },
    })
    await expect.poll(hasPrinter, { timeout: 30_000 }).toBe(true)

    printer.manners = { ...printer.manners, trouble: 'no_paper' }
    await print(station.page, orderID, 'en')
    await station.page.getByRole('button', { name: '1 paper not printed' }).click()
    const stuck = station.page.getByRole('dialog', { name: 'Not printed yet' })
    const row = stuck.getByRole('listitem')
    await expect(row).toHaveCount(1)
    await expect(row).toContainText(`Receipt · ${shownNumber(orderID)}`)
    await expect(row).toContainText('The printer is out of paper.')
    expect(printer.papers).toEqual([])
    printer.manners = { ...printer.manners, trouble: null }
    await expect(stuck.getByText('All is printed.')).toBeVisible({ timeout: 60_000 })
    expect(printer.papers).toHaveLength(1)
    await stuck.getByRole('button', { name: 'Close' }).first().click()
    await expect(station.page.getByRole('button', { name: /papers? not printed$/ })).toHaveCount(0)

    const { port } = printer
    await printer.stop()
    await print(station.page, orderID, 'en')
    await station.page.getByRole('button', { name: '1 paper not printed' }).click()
    await expect(row).toContainText('The printer does not answer.')
    printer = await ReceiptPrinter.start(port)
    await expect(stuck.getByText('All is printed.')).toBeVisible({ timeout: 60_000 })
    expect(printer.papers).toHaveLength(1)

    await ask(station.page, 'settings:write', { receiptPrinter: null })
    await expect.poll(hasPrinter, { timeout: 30_000 }).toBe(false)
  } finally {
    await end()
    await printer.stop()
  }
})
