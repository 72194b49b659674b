import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { createServer } from 'vite'

/** A page of the renderer on a site in memory; see renderer/dev/main.tsx for the query. */
export const test = base.extend<{ openStation: (query: string) => Promise<Page> }, { rendererUrl: string }>({
  rendererUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off its first parameter
    async ({}, use) => {
      const server = await createServer({
        configFile: path.resolve(import.meta.dirname, '../../../renderer/dev/vite.config.ts'),
        server: { host: '127.0.0.1', port: 0 },
        logLevel: 'error',
      })
      await server.listen()
      await use(server.resolvedUrls?.local[0] ?? '')
      await server.close()
    },
    { scope: 'worker' },
  ],
  openStation: async ({ page, rendererUrl }, use) => {
    await use(async (query) => {
      await page.goto(`${rendererUrl}${query}`)
      await expect(page.locator('#root > *').first()).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      return page
    })
  },
})

export { expect }

/** What axe finds on the page, as rule and place. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  )
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** Visible controls smaller than `least` pixels in either direction. */
export async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((wanted) => {
    const controls = [...document.querySelectorAll<HTMLElement>('button, [role="tab"], [role="radio"], a[href]')]
    return controls.flatMap((control) => {
      const { width, height } = control.getBoundingClientRect()
      if (width === 0 || height === 0 || (width >= wanted && height >= wanted)) return []
      return [`${control.getAttribute('aria-label') ?? control.textContent}: ${width}x${height}`]
    })
  }, least)
}
