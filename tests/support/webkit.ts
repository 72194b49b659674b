import { type ChildProcess, spawn } from 'node:child_process'
import { webkit } from '../../scripts/test/webkit.mjs'
import { freePort } from './free-port'

/** Why no WebKit can be driven on this machine; `null` where one can. */
export const webkitMissing: string | null = webkit() ? null : 'Debian’s webkit2gtk-driver and xvfb are not installed'

const READY_WITHIN_MS = 30_000

/** A screen in memory; resolves with its name and process. */
async function openScreen(program: string): Promise<{ readonly display: string; readonly screen: ChildProcess }> {
  const screen = spawn(program, ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await new Promise<string>((resolve, reject) => {
    screen.once('error', reject)
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    screen.stdio[3]?.once('data', (name: Buffer) => resolve(`:${name.toString().trim()}`))
  })
  return { display, screen }
}

/** One page of a WebKit browser, driven by the WebDriver protocol. */
export class WebkitPage {
  private constructor(
    private readonly base: string,
    private readonly processes: readonly ChildProcess[],
    private session = '',
  ) {}

  static async open(): Promise<WebkitPage> {
    const paths = webkit()
    if (!paths) throw new Error(webkitMissing ?? '')
    const { display, screen } = await openScreen(paths.screen)
    const port = await freePort()
    const driver = spawn(paths.driver, [`--port=${port}`], {
      env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1' },
      stdio: 'ignore',
    })
    const page = new WebkitPage(`http://127.0.0.1:${port}`, [driver, screen])
    try {
      await page.begin(paths.browser)
    } catch (error) {
      await page.close()
      throw error
    }
    return page
  }

  async goTo(url: string): Promise<void> {
    await this.ask('POST', '/url', { url })
  }

  async back(): Promise<void> {
    await this.ask('POST', '/back', {})
  }

  /** A cookie of the page that is open. */
  async addCookie(name: string, value: string): Promise<void> {
    await this.ask('POST', '/cookie', { cookie: { name, value, path: '/' } })
  }

  /** Runs a function of the page, which can use nothing from outside of itself; resolves with what it returns. */
  run<T, Args extends readonly unknown[]>(script: (...args: Args) => T, ...args: Args): Promise<T> {
    return this.ask<T>('POST', '/execute/sync', { script: `return (${script})(...arguments)`, args })
  }

  /** Whether an element of the page holds this text and nothing else; of a longer one its beginning, where `begins`. */
  shows(text: string, begins = false): Promise<boolean> {
    const look = (wanted: string, isBeginning: boolean) =>
      [...document.querySelectorAll('body *')].some(({ textContent }) => {
        const found = textContent?.trim() ?? ''
        return isBeginning ? found.startsWith(wanted) : found === wanted
      })
    return this.run(look, text, begins)
  }

  async close(): Promise<void> {
    if (this.session) await this.ask('DELETE', '').catch(() => undefined)
    for (const process of this.processes) process.kill()
  }

  private async begin(binary: string): Promise<void> {
    const options = { binary, args: ['--automation'] }
    const body = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } }
    const until = Date.now() + READY_WITHIN_MS
    for (;;) {
      try {
        const { sessionId } = await this.request<{ sessionId: string }>('POST', '/session', body)
        this.session = sessionId
        return
      } catch (error) {
        if (Date.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }

  private ask<T>(method: string, path: string, body?: object): Promise<T> {
    return this.request<T>(method, `/session/${this.session}${path}`, body)
  }

  private async request<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.base}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
    const { value } = (await response.json()) as { value: T }
    if (!response.ok) throw new Error(`WebKit, ${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
}
