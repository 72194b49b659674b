import { BrowserWindow } from 'electron'
import type { Paper } from '@/preload/printing'
import { type Picture, pictureOf, pixelSize, withoutEnd } from '../printing/picture'
import { StationError } from '../station-error'
import { PAPER_URL } from './app-origin'

/** Printers of receipts have 203 dots to the inch. */
const DOTS_PER_MM = 8
/** What such a printer prints of its paper's width. */
const PRINTED_MM: Readonly<Record<number, number>> = { 80: 72, 58: 48 }
const CSS_PIXELS_PER_MM = 96 / 25.4
/** Rows of the longest paper: one metre. */
const LONGEST = 8_000
/** A window that has not been shown may have drawn nothing yet. */
const MOST_LOOKS = 40
const BETWEEN_LOOKS_MS = 50
/** Milliseconds after which a window that does not answer is given up: the papers behind it would wait for ever. */
const PATIENCE = 20_000

/** Where `PaperWindow` has put the paper that is to be drawn. */
export interface PaperOnShow {
  readonly language: Paper['language']
  readonly html: string
  /** What a length of the screen becomes on paper, and how wide that is. */
  readonly zoom: number
  readonly widthMm: number
}

/** Draws papers as the printer will have them, in a window that nobody sees, one at a time. */
export class PaperWindow {
  #onShow: PaperOnShow | null = null
  #last: Promise<unknown> = Promise.resolve()

  /** What the page of that window shows; `null` while nothing is drawn. */
  get onShow(): PaperOnShow | null {
    return this.#onShow
  }

  /** @throws StationError `print_failed` */
  draw(paper: Paper, paperMm: number): Promise<Picture> {
    const drawn = this.#last.then(() => this.#draw(paper, paperMm))
    this.#last = drawn.catch(() => undefined)
    return drawn
  }

  async #draw({ language, html }: Paper, paperMm: number): Promise<Picture> {
    const widthMm = PRINTED_MM[paperMm] ?? paperMm
    const dots = widthMm * DOTS_PER_MM
    this.#onShow = { language, html, widthMm, zoom: DOTS_PER_MM / CSS_PIXELS_PER_MM }
    const window = new BrowserWindow({
      show: false,
      width: dots,
      height: 800,
      useContentSize: true,
      enableLargerThanScreen: true,
      backgroundColor: '#ffffff',
      // No preload: whatever the paper holds, it reaches nothing.
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false },
    })
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the window does not answer')), PATIENCE)
    })
    try {
      return await Promise.race([capture(window, dots), late])
    } catch (error) {
      throw new StationError('print_failed', `The paper could not be drawn: ${error}`)
    } finally {
      clearTimeout(timer)
      this.#onShow = null
      window.destroy()
    }
  }
}

/** Shows the paper, and takes a picture of it once all of it is there. */
async function capture(window: BrowserWindow, dots: number): Promise<Picture> {
  await window.loadURL(PAPER_URL)
  const height = Math.min(LONGEST, Number(await window.webContents.executeJavaScript(HEIGHT)))
  window.setContentSize(dots, height)
  await window.webContents.executeJavaScript(tallEnough(height))
  for (let look = 0; look < MOST_LOOKS; look++) {
    const image = await window.webContents.capturePage({ x: 0, y: 0, width: dots, height }, { stayHidden: true })
    const pixels = image.toBitmap()
    const size = image.isEmpty() ? null : pixelSize(pixels.length, image.getSize())
    const picture = size && withoutEnd(pictureOf(pixels, size, dots))
    if (picture) return picture
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS))
  }
  throw new Error('it does not end')
}

/** How tall the paper is once its typefaces are there. */
const HEIGHT = `(async () => {
  document.body.getBoundingClientRect()
  await document.fonts.ready
  return Math.ceil(document.body.getBoundingClientRect().height)
})()`

/** Ends when the window has become as tall as that. */
const tallEnough = (height: number) => `new Promise((resolve) => {
  const look = () => innerHeight >= ${height} ? resolve() : setTimeout(look, 10)
  look()
})`
