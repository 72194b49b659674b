/** Of WebP: letters stay crisp, and hundreds of pictures weigh a few megabytes. */
const QUALITY = 75

/**
 * A picture of what the page shows, nothing in it moving.
 *
 * @param {import('@playwright/test').Page} page
 * @param {{ whole?: boolean }} options `whole`: all of the page, not only what fits its window
 * @returns {Promise<Buffer>} WebP
 */
export async function photograph(page, { whole = false } = {}) {
  await page.evaluate(() => document.fonts.ready)
  await page.addStyleTag({
    content: '*, ::before, ::after { animation: none !important; transition: none !important; }',
  })
  const devtools = await page.context().newCDPSession(page)
  const { cssContentSize } = await devtools.send('Page.getLayoutMetrics')
  const { width, height } = page.viewportSize()
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    captureBeyondViewport: whole,
    clip: { x: 0, y: 0, width, height: whole ? cssContentSize.height : height, scale: 1 },
  })
  return Buffer.from(data, 'base64')
}
