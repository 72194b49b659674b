import type { Page } from '@playwright/test'

/** What a person reads: elements whose own text is drawn. */
const READ = `[...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() &&
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))`

/** Texts of the page that a face of the machine has drawn in part or whole, with the name of that face. */
export async function foreignFaces(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready)
  const devtools = await page.context().newCDPSession(page)
  try {
    await devtools.send('DOM.enable')
    await devtools.send('CSS.enable')
    await devtools.send('DOM.getDocument', { depth: 0 })
    const { result } = await devtools.send('Runtime.evaluate', { expression: READ })
    const { result: elements } = await devtools.send('Runtime.getProperties', {
      objectId: result.objectId ?? '',
      ownProperties: true,
    })
    const found: string[] = []
    for (const { name, value } of elements) {
      if (!/^\d+$/.test(name) || !value?.objectId) continue
      const { nodeId } = await devtools.send('DOM.requestNode', { objectId: value.objectId })
      const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
      const foreign = fonts.filter(({ isCustomFont }) => !isCustomFont)
      if (foreign.length === 0) continue
      const { result: text } = await devtools.send('Runtime.callFunctionOn', {
        objectId: value.objectId,
        functionDeclaration: 'function () { return this.textContent.trim().slice(0, 60) }',
      })
      found.push(`“${text.value}”: ${foreign.map(({ familyName }) => familyName).join(', ')}`)
    }
    return found
  } finally {
    await devtools.detach()
  }
}
