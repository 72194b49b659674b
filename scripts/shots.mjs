import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { say } from './setup/say.mjs'

await prepare()

const { chromium } = await import('@playwright/test')
const { createServer } = await import('vite')
const { chromiumPath, ensureChromium } = await import('./test/chromium.mjs')
const { SCREENS, SIZES, wantedShots } = await import('./shots/screens.mjs')

/** Photographs every screen on a site in memory, at one fixed moment, so that a picture changes only with the design. */
const MOMENT = Date.parse('2026-01-15T02:45:00Z')
const out = join(root, 'docs/screens')
const filter = process.argv[2] ?? ''

ensureChromium()
const server = await createServer({
  configFile: join(root, 'renderer/dev/vite.config.ts'),
  server: { port: 0, host: '127.0.0.1' },
  logLevel: 'error',
})
await server.listen()
const base = server.resolvedUrls.local[0]
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] })

if (!filter) rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
let count = 0
for (const { screen, size, theme, language } of wantedShots()) {
  const name = `${screen}-${size}-${theme}-${language}`
  if (!name.includes(filter)) continue
  const { width, height, touch } = SIZES[size]
  const page = await browser.newPage({
    viewport: { width, height },
    hasTouch: touch,
    timezoneId: 'Asia/Kuala_Lumpur',
    reducedMotion: 'reduce',
  })
  await page.clock.setFixedTime(MOMENT)
  const { query = {}, hash = '', act } = SCREENS[screen]
  const parameters = new URLSearchParams({ theme, lang: language, now: String(MOMENT), ...query })
  await page.goto(`${base}?${parameters}${hash}`)
  await page.locator('h1, h2, main').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await act?.(page)
  await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled' })
  await page.close()
  count += 1
}
await browser.close()
await server.close()
say(`${count} pictures in docs/screens`)
process.exit(0)
