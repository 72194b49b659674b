import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { say } from './setup/say.mjs'

await prepare()

const { chromium } = await import('@playwright/test')
const { createServer } = await import('vite')
const { chromiumPath, ensureChromium } = await import('./test/chromium.mjs')
const { wantedShots } = await import('./shots/screens.mjs')

/** Photographs every screen on a site in memory, at one fixed moment, so that a picture changes only with the design. */
const MOMENT = Date.parse('2026-01-15T02:45:00Z')
/** Of WebP: letters stay crisp, and hundreds of pictures weigh a few megabytes. */
const QUALITY = 75
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
const failed = []
let count = 0
for (const shot of wantedShots()) {
  if (!shot.name.includes(filter)) continue
  try {
    writeFileSync(join(out, `${shot.name}.webp`), await photograph(shot))
    count += 1
  } catch (error) {
    failed.push(shot.name)
    say(`${shot.name}: ${error.message.split('\n')[0]}`)
  }
}
await browser.close()
await server.close()
say(`${count} pictures in docs/screens${failed.length > 0 ? `, ${failed.length} failed` : ''}`)
process.exit(failed.length > 0 ? 1 : 0)

async function photograph({ view: { width, height, touch }, address, act, whole }) {
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
    await page.evaluate(() => document.fonts.ready)
    await act(page)
    await page.addStyleTag({
      content: '*, ::before, ::after { animation: none !important; transition: none !important; }',
    })
    const devtools = await page.context().newCDPSession(page)
    const { cssContentSize } = await devtools.send('Page.getLayoutMetrics')
    const clip = { x: 0, y: 0, width, height: whole ? cssContentSize.height : height, scale: 1 }
    const picture = { format: 'webp', quality: QUALITY, captureBeyondViewport: whole, clip }
    const { data } = await devtools.send('Page.captureScreenshot', picture)
    return Buffer.from(data, 'base64')
  } finally {
    await page.close()
  }
}
