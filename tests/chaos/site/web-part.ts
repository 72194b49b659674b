import { expect, type Page } from '@playwright/test'
import { FaultProxy } from '../../support/fault-proxy'
import { LastingBrowser } from '../../support/lasting-browser'
import type { TestServer } from '../../support/server'
import type { Dice } from './dice'
import type { Ledger } from './ledger'

/** A deadline, not a proof: the machine may be busy, milliseconds. */
const PATIENCE = 60_000

/** A desk in a browser with two tabs, on whose screen a person really taps. */
export class WebPart {
  kills = 0
  readonly #browser = new LastingBrowser()
  #tabs: Page[] = []

  private constructor(readonly network: FaultProxy) {}

  static async start(server: TestServer): Promise<WebPart> {
    const part = new WebPart(await FaultProxy.start(server.url))
    await part.startAgain(server)
    return part
  }

  async kill(): Promise<void> {
    this.#tabs = []
    await this.#browser.kill()
    this.kills += 1
  }

  get isOpen(): boolean {
    return this.#tabs.length > 0
  }

  /** Opens the browser with both tabs; the server must be there and its network pass. */
  async startAgain(server: TestServer): Promise<void> {
    const context = await this.#browser.open()
    await context.addCookies([{ name: server.cookieName, value: server.adminToken, url: this.network.url }])
    for (let tab = 0; tab < 2; tab += 1) {
      const page = await context.newPage()
      await page.goto(`${this.network.url}/station?role=cashier&lang=en`)
      await expect(page.getByText('Current', { exact: true })).toBeVisible({ timeout: PATIENCE })
      this.#tabs.push(page)
    }
  }

  /** Takes a car at one of the tabs. */
  async tap(dice: Dice, ledger: Ledger): Promise<void> {
    const tabs = this.#tabs
    if (tabs.length === 0) return
    const page = dice.of(tabs)
    const plate = `WEB ${dice.below(1_000_000)}`
    try {
      // The keyboard is the foremost tab's.
      await page.bringToFront()
      await page.getByRole('button', { name: 'New order' }).first().click({ timeout: PATIENCE })
      const dialog = page.getByRole('dialog')
      await page.getByLabel('Number plate').fill(plate)
      await dialog.getByText('Basic Wash').first().click()
      await page.getByRole('button', { name: /^Create · RM/ }).click()
      const taken = dialog.getByRole('status').first()
      // Somebody closed the queue while the form was filled in: the person leaves it.
      const refused = dialog.getByRole('alert')
      await expect(taken.or(refused).first()).toBeVisible({ timeout: PATIENCE })
      if (await taken.isVisible()) ledger.plates.push(plate)
      await expect(async () => {
        await page.keyboard.press('Escape')
        await expect(dialog).toHaveCount(0, { timeout: 1_000 })
      }).toPass({ timeout: PATIENCE })
    } catch (error) {
      if (this.#tabs === tabs) throw error
    }
  }

  /** What a tab still has to become: current, with nothing that waits; `null` when both are so. */
  async unsettled(): Promise<string | null> {
    for (const [index, page] of this.#tabs.entries()) {
      const banner = await page.getByRole('banner').textContent()
      const isCurrent = (await page.getByText('Current', { exact: true }).count()) > 0
      if (!isCurrent || (await page.getByText(/actions? waiting/).count()) > 0)
        return `tab ${index + 1} of the web desk: ${banner}`
    }
    return null
  }

  /** All that stands under "Needs attention", as text; one tab hears of it from the other, and then both say the same. */
  async needsAttention(): Promise<string> {
    const [first, second] = this.#tabs
    if (!first || !second) return ''
    await expect
      .poll(async () => (await attentionCount(first)) === (await attentionCount(second)), { timeout: PATIENCE })
      .toBe(true)
    return (await attentionOf(second)) + (await attentionOf(first))
  }

  async remove(): Promise<void> {
    await this.#browser.remove()
    await this.network.stop()
  }
}

const attentionButton = (page: Page) => page.getByRole('button', { name: /^Needs attention/ })

/** What its button says; nothing while there is none. */
const attentionCount = async (page: Page): Promise<string> => (await attentionButton(page).allTextContents()).join()

async function attentionOf(page: Page): Promise<string> {
  if ((await attentionCount(page)) === '') return ''
  // A tab behind the other draws nothing.
  await page.bringToFront()
  await attentionButton(page).click()
  const dialog = page.getByRole('dialog', { name: 'Needs attention' })
  const text = (await dialog.textContent()) ?? ''
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  return text
}
