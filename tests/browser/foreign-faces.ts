import type { CDPSession, Page } from '@playwright/test'

const MARK = 'data-face-asked'

/**
 * Marks what a person reads, elements whose own text is drawn, and returns these texts in the order of the page. Of
 * elements in one style those are left out whose every word stands in others: a word is drawn alike wherever it stands.
 */
function markTexts(mark: string): string[] {
  const known = new Set<string>()
  const texts: string[] = []
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
    const words = own.flatMap((node) => node.textContent?.split(/\s+/) ?? []).filter(Boolean)
    if (words.length === 0 || !element.checkVisibility()) continue
    const { fontFamily, fontWeight, fontStyle, textTransform } = getComputedStyle(element)
    const language = element.closest('[lang]')?.getAttribute('lang')
    const keys = words.map((word) => [word, language, fontFamily, fontWeight, fontStyle, textTransform].join('\0'))
    if (keys.every((key) => known.has(key))) continue
    for (const key of keys) known.add(key)
    element.setAttribute(mark, '')
    texts.push(element.textContent?.trim().slice(0, 60) ?? '')
  }
  return texts
}

/** Texts of the page that a face of the machine has drawn in part or whole, with the name of that face. */
export async function foreignFaces(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    // A language that was not drawn before asks for its faces as it is laid out.
    document.body.getBoundingClientRect()
    return document.fonts.ready.then(() => {})
  })
  const devtools = await page.context().newCDPSession(page)
  try {
    await devtools.send('DOM.enable')
    await devtools.send('CSS.enable')
    for (let look = 1; look < MOST_LOOKS; look += 1) {
      const found = await lookOnce(page, devtools).catch(() => null)
      if (found) return found
    }
    return await lookOnce(page, devtools)
  } finally {
    await devtools.detach()
  }
}

/** A live page may draw anew what was just marked; then it is asked again. */
const MOST_LOOKS = 5

async function lookOnce(page: Page, devtools: CDPSession): Promise<string[]> {
  try {
    const texts = await page.evaluate(markTexts, MARK)
    const { root } = await devtools.send('DOM.getDocument', { depth: 0 })
    const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: `[${MARK}]` })
    if (nodeIds.length !== texts.length) throw new Error(`${nodeIds.length} of ${texts.length} texts are still there`)
    const faces = await Promise.all(nodeIds.map((nodeId) => devtools.send('CSS.getPlatformFontsForNode', { nodeId })))
    return faces.flatMap(({ fonts }, index) => {
      const foreign = fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName)
      return foreign.length > 0 ? [`“${texts[index]}”: ${foreign.join(', ')}`] : []
    })
  } finally {
    await page.evaluate((mark) => {
      for (const element of document.querySelectorAll(`[${mark}]`)) element.removeAttribute(mark)
    }, MARK)
  }
}
