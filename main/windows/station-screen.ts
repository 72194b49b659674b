import type { BrowserWindow } from 'electron'
import type { Language } from '@/lib/domain/languages'
import { systemClock } from '@/lib/sync/ports/system-clock'
import type { PageRecovery } from '@/preload/contract'
import { mark } from '../startup/marks'
import { RECOVERY_URL, START_URL } from './app-origin'
import { keepAwake } from './keep-awake'
import { type PageSign, PageWatch } from './page-watch'
import { RETRY_PATH, recoveryPage } from './recovery-page'
import { createStationWindow, setKiosk } from './station-window'

/** Recoveries kept for the screen and the diagnostics file. */
const KEPT_RECOVERIES = 50

export interface StationScreenOptions {
  readonly preload: string
  readonly kiosk: boolean
  readonly language: () => Language
  readonly note: (message: string, recovery: PageRecovery) => void
  readonly mayClose: () => boolean
}

/** The station's window with its page, kept alive. */
export class StationScreen {
  readonly #options: StationScreenOptions
  readonly #awake = keepAwake()
  readonly #watch: PageWatch
  #window: BrowserWindow | null = null
  #reason: PageRecovery['reason'] = 'crashed'
  #recoveries: PageRecovery[] = []
  #kiosk: boolean
  /** Address to load once the hung process that was ended is gone. */
  #afterKill: string | null = null

  constructor(options: StationScreenOptions) {
    this.#options = options
    this.#kiosk = options.kiosk
    this.#watch = new PageWatch({
      reload: () => this.#replace(START_URL),
      giveUp: (reason) => {
        this.#reason = reason
        this.#replace(RECOVERY_URL)
      },
      note: (recovery) => {
        this.#recoveries = [...this.#recoveries.slice(1 - KEPT_RECOVERIES), recovery]
        options.note(`The page ${recovery.reason === 'white' ? 'stayed white' : recovery.reason}.`, recovery)
      },
      clock: systemClock,
    })
  }

  open(): void {
    const window = createStationWindow({
      preload: this.#options.preload,
      kiosk: this.#kiosk,
      mayClose: () => !this.#kiosk || this.#options.mayClose(),
    })
    this.#window = window
    mark('window:created')
    this.#awake(this.#kiosk)
    const { webContents } = window
    webContents.once('did-finish-load', () => mark('page:loaded'))
    webContents.on('render-process-gone', (_event, { reason }) => {
      const next = this.#afterKill
      this.#afterKill = null
      if (next) setImmediate(() => void this.#load(next))
      else if (reason !== 'clean-exit') this.#watch.crashed(reason)
    })
    window.on('unresponsive', () => this.#watch.hung('unresponsive'))
    webContents.on('will-navigate', (event) => {
      if (new URL(event.url).pathname !== RETRY_PATH) return
      event.preventDefault()
      this.#watch.retry()
    })
    window.on('closed', () => {
      this.#watch.rest()
      this.#awake(false)
      this.#window = null
    })
    void this.#load(START_URL)
  }

  get window(): BrowserWindow | null {
    return this.#window
  }

  get recoveries(): readonly PageRecovery[] {
    return this.#recoveries
  }

  sign(sign: PageSign): void {
    if (sign.drawn) mark('page:alive')
    this.#watch.sign(sign)
  }

  reload(): void {
    void this.#load(START_URL)
  }

  setKiosk(kiosk: boolean): void {
    this.#kiosk = kiosk
    this.#awake(kiosk)
    if (this.#window) setKiosk(this.#window, kiosk)
  }

  send(channel: string, payload: unknown): void {
    const page = this.#window?.webContents
    if (page && !page.isDestroyed()) page.send(channel, payload)
  }

  /** A second start of the program: the one window comes forward. */
  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore()
    this.#window?.focus()
  }

  recoveryPage(page: { nonce: string; styleSheets: readonly string[] }): string {
    return recoveryPage({ ...page, language: this.#options.language(), reason: this.#reason })
  }

  /** A page that hangs cannot be navigated: its process is ended first, and the next one loads. */
  #replace(url: string): void {
    const page = this.#window?.webContents
    if (!page || page.isDestroyed()) return
    if (this.#recoveries.at(-1)?.reason === 'hung' && !page.isCrashed()) {
      this.#afterKill = url
      page.forcefullyCrashRenderer()
    } else {
      setImmediate(() => void this.#load(url))
    }
  }

  async #load(url: string): Promise<void> {
    const page = this.#window?.webContents
    if (!page || page.isDestroyed()) return
    if (url === START_URL) this.#watch.loading()
    if (page.isCrashed() && page.getURL() === url) {
      // A load that fails then gives no sign of life, which the watch sees.
      page.reload()
      return
    }
    try {
      await page.loadURL(url)
    } catch (error) {
      // One load overtaken by another is no failure; a crash reports itself.
      const code = (error as { code?: string }).code
      if (page.isDestroyed() || code === 'ERR_ABORTED' || url !== START_URL) return
      this.#watch.crashed(code ?? String(error))
    }
  }
}
