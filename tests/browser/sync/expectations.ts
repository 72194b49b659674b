import { expect, type Page } from '@playwright/test'

/** What the page shows under a name, once it is this. */
export async function expectShown(page: Page, name: string, value: string): Promise<void> {
  await expect(page.getByTestId(name)).toHaveText(value)
}

/** The page is connected and has everything. */
export async function expectCurrent(page: Page): Promise<void> {
  await expectShown(page, 'state', 'connected')
  await expectShown(page, 'freshness', 'current')
}

/** The page was told of exactly these events, each once, in order. */
export async function expectSeen(page: Page, ids: readonly string[]): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.seen.length), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(ids.length)
  expect(await page.evaluate(() => window.seen)).toEqual(ids)
}

export function seen(page: Page): Promise<string[]> {
  return page.evaluate(() => window.seen)
}
