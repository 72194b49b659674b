import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath } from '@/scripts/test/chromium.mjs'

/** A browser with a profile on the disk, which outlives its process. */
export class LastingBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'ax-browser-'))
  #context: BrowserContext | null = null

  /** Starts it on the same profile as before. */
  async open(args: readonly string[] = []): Promise<BrowserContext> {
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: chromiumPath(),
      args: [...CHROMIUM_ARGS, ...args],
      viewport: { width: 1366, height: 768 },
      reducedMotion: 'reduce',
    })
    return this.#context
  }

  /** `kill -9` of the browser's own process: it writes nothing any more, and its pages end with it. */
  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.#context?.once('close', resolve))
    const asked = await this.#context?.browser()?.newBrowserCDPSession()
    const { processInfo } = (await asked?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] }
    const own = processInfo.find(({ type }) => type === 'browser')
    if (!own) throw new Error('The browser does not say which process it is.')
    process.kill(own.id, 'SIGKILL')
    await closed
    this.#context = null
  }

  async remove(): Promise<void> {
    await this.#context?.close().catch(() => undefined)
    rmSync(this.#profile, { recursive: true, force: true })
  }
}
