import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/prepare.mjs'
import { build } from '../start/build.mjs'
import { redeem, startServer } from '../start/server.mjs'
import { photograph } from './camera.mjs'
import { LIVE_PAGES, liveLook, openLivePage } from './live-pages.mjs'
import { LANGUAGES, SIZES, THEMES } from './screens.mjs'

/** The office's pages need a server: the built one on a seeded site, so their times are those of the day. */
export async function openOfficeShots(browser) {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-shots-'))
  // The server writes until it has stopped, and that ends this command.
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }))
  process.env.AX_DATA_DIR = dataDir
  process.env.AX_PORT = '0'
  await build(root, 'server')
  const { url, signInLink } = await startServer({ root, demo: true })
  const cookies = [{ ...(await redeem(signInLink)), url }]

  async function take(name, { width, height, touch }, look) {
    const viewport = { width, height }
    const context = await browser.newContext({ baseURL: url, ...liveLook(look), viewport, hasTouch: touch })
    try {
      await context.addCookies(cookies)
      return await photograph(await openLivePage(context, name))
    } finally {
      await context.close()
    }
  }

  const shots = []
  for (const name of Object.keys(LIVE_PAGES))
    for (const [size, view] of Object.entries(SIZES))
      for (const theme of THEMES)
        for (const language of LANGUAGES)
          shots.push({
            name: `office-${name}-${size}-${theme}-${language}`,
            take: () => take(name, view, { theme, language }),
          })
  return { shots, close: async () => {} }
}
