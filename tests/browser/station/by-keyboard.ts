import { expect, type Locator, type Page } from '@playwright/test'

/** More stops than any screen has between two things one does after another. */
const MOST_STOPS = 80

/**
 * Goes to a control by Tab (Shift+Tab with `back`) as a person without a mouse does. Every stop on the way must be seen:
 * a ring of at least two pixels around what has the focus.
 */
export async function tabTo(page: Page, control: Locator, { back = false } = {}): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (
      await control.evaluate(
        (element) => element.contains(document.activeElement) && document.activeElement !== document.body,
      )
    )
      return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    expect(await focusRing(page)).toBeGreaterThanOrEqual(2)
  }
  throw new Error(`Tab does not lead to ${control}`)
}

/** Width in pixels of the ring that shows the focus; a hidden input is shown by the label around it. */
function focusRing(page: Page): Promise<number> {
  return page.evaluate(() => {
    const focused = document.activeElement
    // The end of the page hands the focus to the browser's own bar.
    if (!focused || focused === document.body) return Number.POSITIVE_INFINITY
    const label = focused.closest('label')
    const shown = [focused, label, ...(label?.querySelectorAll('*') ?? [])].filter((element) => element !== null)
    return Math.max(
      ...shown.map((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element as Element)
        return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth)
      }),
    )
  })
}
