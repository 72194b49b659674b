import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { PICTURES, type Picture } from '@/cms/app/(web)/help/pictures'
import { photograph } from '@/scripts/shots/camera.mjs'

/**
 * The manual's pictures, as a day comes by what they show. They are written where `AX_MANUAL_PICTURES` names a folder; each
 * day, written or not, has to come by all of them.
 */
export class ManualPictures {
  readonly #taken: Picture[] = []
  readonly #folder = process.env.AX_MANUAL_PICTURES

  async take(name: Picture, page: Page): Promise<void> {
    this.#taken.push(name)
    if (!this.#folder) return
    mkdirSync(this.#folder, { recursive: true })
    await page.evaluate(() => window.scrollTo(0, 0))
    // What was done just before says so over what is to be seen.
    const hidden = await page.addStyleTag({ content: '.toasts { visibility: hidden }' })
    writeFileSync(join(this.#folder, `${name}.webp`), await photograph(page))
    await hidden.evaluate((style) => (style as HTMLElement).remove())
  }

  /** That the manual shows nothing but what there was, and all of it. */
  expectAll(): void {
    expect(this.#taken).toEqual(PICTURES)
  }
}
