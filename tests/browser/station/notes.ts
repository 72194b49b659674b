import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Notes played since the page was opened. */
    notesPlayed: number
  }
}

/** Counts the notes that are really played, at the Web Audio interface. */
export async function hearNotes(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    window.notesPlayed = 0
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function play(when) {
      window.notesPlayed += 1
      start.call(this, when)
    }
  })
  return () => page.evaluate(() => window.notesPlayed)
}
