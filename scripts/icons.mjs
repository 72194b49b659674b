import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { say } from './setup/say.mjs'

await prepare()

const { chromium } = await import('@playwright/test')
const { chromiumPath, ensureChromium } = await import('./test/chromium.mjs')

/** Draws the pictures that packages and pages need from the one drawing, after it was changed. */
const drawing = join(root, 'main/packaging/icon.svg')
const PICTURES = { 'main/packaging/icon.png': 1024, 'cms/app/apple-icon.png': 180 }

ensureChromium()
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage()
const source = `data:image/svg+xml,${encodeURIComponent(readFileSync(drawing, 'utf8'))}`
for (const [name, size] of Object.entries(PICTURES)) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<body style="margin:0"><img src="${source}" width="${size}" height="${size}" style="display:block">`,
  )
  await page.locator('img').evaluate((image) => image.decode())
  await page.screenshot({ path: join(root, name), omitBackground: true })
  say(`${name}, ${size} x ${size}`)
}
await browser.close()
copyFileSync(drawing, join(root, 'cms/app/icon.svg'))
say('cms/app/icon.svg, the drawing itself')
process.exit(0)
