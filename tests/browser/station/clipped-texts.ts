import type { Page } from '@playwright/test'
import { ROUNDING } from '../rounding'

/**
 * Texts that are wider than the box they stand in, or stick out of the page. Not counted: what is cut on purpose (class
 * `truncate`), what is there for screen readers alone, and what a person can scroll to.
 */
export async function clippedTexts(page: Page): Promise<string[]> {
  await facesLoaded(page)
  return page.evaluate((rounding) => {
    const speaks = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    const scrolls = (element: Element) => {
      for (let each: Element | null = element; each && each !== document.body; each = each.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true
      }
      return false
    }
    return [...document.querySelectorAll<HTMLElement>('#root *, [role="dialog"] *, [role="menu"] *')].flatMap(
      (element) => {
        // A heading that is cut names nothing any more, on purpose or not.
        const onPurpose = element.closest('.truncate') && !element.matches('h1, h2, h3')
        if (onPurpose || element.closest('svg') || element.clientWidth === 1 || !element.checkVisibility()) return []
        const { left, right } = element.getBoundingClientRect()
        const wider = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + rounding
        const cut = wider && (speaks(element) || getComputedStyle(element).overflowX === 'hidden')
        const outside = speaks(element) && (left < -rounding || right > innerWidth + rounding)
        const reachable =
          /auto|scroll/.test(getComputedStyle(element).overflowX) || (outside && !cut && scrolls(element))
        if (reachable || !(cut || outside)) return []
        const text = (element.textContent ?? '').trim().slice(0, 60)
        return [
          `${element.tagName.toLowerCase()} “${text}”: ${element.scrollWidth} > ${element.clientWidth}, ${Math.round(left)}–${Math.round(right)}`,
        ]
      },
    )
  }, ROUNDING.whole)
}

/** A language that was not drawn before asks for its faces as it is laid out; until they are there others stand in. */
async function facesLoaded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    document.body.getBoundingClientRect()
    await document.fonts.ready
  })
}
