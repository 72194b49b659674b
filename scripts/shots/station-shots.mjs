import { join } from 'node:path'
import { build, preview } from 'vite'
import { root } from '../setup/prepare.mjs'
import { photograph } from './camera.mjs'
import { wantedShots } from './screens.mjs'

/** One fixed moment, so that a picture changes only with the design. */
const MOMENT = Date.parse('2026-01-15T02:45:00Z')

/** The station's screens, on a site in memory. @param {import('@playwright/test').Browser} browser */
export async function openStationShots(browser) {
  const page = { configFile: join(root, 'renderer/dev/vite.config.ts'), logLevel: 'error' }
  await build(page)
  const server = await preview({ ...page, preview: { port: 0, host: '127.0.0.1' } })
  const base = server.resolvedUrls.local[0]

  async function take({ view: { width, height, touch }, address, act, whole }) {
    const page = await browser.newPage({
      viewport: { width, height },
      hasTouch: touch,
      timezoneId: 'Asia/Kuala_Lumpur',
      reducedMotion: 'reduce',
    })
    try {
      page.setDefaultTimeout(10_000)
      await page.clock.setFixedTime(MOMENT)
      await page.goto(`${base}${address(String(MOMENT))}`)
      await page.locator('h1, h2, main').first().waitFor()
      await act(page)
      return await photograph(page, { whole })
    } finally {
      await page.close()
    }
  }

  return {
    shots: [...wantedShots()].map((shot) => ({ name: shot.name, take: () => take(shot) })),
    close: () => server.close(),
  }
}
