import { type BrowserContext, test as base, type Page } from '@playwright/test'

/**
 * From the next document on, what has just appeared may be clicked at once. A click would wait for it otherwise, six tenths
 * of a second and several tries at nearly every step. That a finger is held off is proved by double-taps.spec, and the
 * desktop station does each of its main jobs with it once.
 */
export async function withoutHoldOff(on: BrowserContext | Page): Promise<void> {
  await on.addInitScript(lift)
}

/** The same in the document that is there, by default for as long as it is. */
export async function liftHoldOff(page: Page, media = 'all'): Promise<void> {
  await page.evaluate(lift, media)
}

/** Its own animations alone: whoever looks for what moves finds the others. */
function lift(media = 'all'): void {
  const sheet = new CSSStyleSheet({ media })
  sheet.replaceSync('[data-role] :is(button, a[href], label) { --turn: none; --uncovered: none }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

/** Tests whose pages hold nobody off, unless they use `{ holdOff: true }`. */
export const test = base.extend<{ holdOff: boolean }>({
  holdOff: [false, { option: true }],
  context: async ({ context, holdOff }, use) => {
    if (!holdOff) await withoutHoldOff(context)
    await use(context)
  },
})
