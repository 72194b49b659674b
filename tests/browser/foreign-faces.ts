import type { CDPSession, Page } from '@playwright/test'

const PROBE = 'data-face-probe'

/** Words in one style, as the page sets it. */
interface Sample {
  readonly lang: string
  readonly style: string
  readonly words: string[]
}

/** What a person reads, by its style: a word is drawn alike wherever it stands. */
function samplesOfPage(): Sample[] {
  const samples = new Map<string, { lang: string; style: string; words: Set<string> }>()
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
    const words = own.flatMap((node) => node.textContent?.split(/\s+/) ?? []).filter(Boolean)
    if (words.length === 0 || !element.checkVisibility()) continue
    const { fontFamily, fontWeight, fontStyle, textTransform } = getComputedStyle(element)
    const lang = element.closest('[lang]')?.getAttribute('lang') ?? ''
    const style = `font-family: ${fontFamily}; font-weight: ${fontWeight}; font-style: ${fontStyle}; text-transform: ${textTransform}`
    const sample = samples.get(lang + style) ?? { lang, style, words: new Set() }
    samples.set(lang + style, sample)
    for (const word of words) sample.words.add(word)
  }
  return [...samples.values()].map(({ words, ...rest }) => ({ ...rest, words: [...words] }))
}

/** Sets each sample beside the page, out of sight, and waits for the faces it asks for. */
async function layOut([mark, samples]: [string, readonly Sample[]]): Promise<void> {
  for (const { lang, style, words } of samples) {
    const probe = document.createElement('div')
    probe.setAttribute(mark, '')
    probe.lang = lang
    probe.style.cssText = `${style}; position: fixed; left: -9999px; width: 9000px`
    probe.textContent = words.join(' ')
    document.documentElement.append(probe)
  }
  // A language that was not drawn before asks for its faces as it is laid out.
  document.body.getBoundingClientRect()
  await document.fonts.ready
}

/** Words of the page that a face of the machine draws in part or whole, with the name of that face. */
export async function foreignFaces(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  try {
    await devtools.send('DOM.enable')
    await devtools.send('CSS.enable')
    const samples = await page.evaluate(samplesOfPage)
    if (samples.length === 0) throw new Error('The page says nothing.')
    const suspects = (await facesOf(page, devtools, samples)).flatMap((foreign, at) =>
      foreign.length > 0 ? [samples[at] as Sample] : [],
    )
    if (suspects.length === 0) return []
    const words = suspects.flatMap((sample) => sample.words.map((word) => ({ ...sample, words: [word] })))
    return (await facesOf(page, devtools, words)).flatMap((foreign, at) =>
      foreign.length > 0 ? [`“${words[at]?.words}”: ${foreign.join(', ')}`] : [],
    )
  } finally {
    await devtools.detach()
  }
}

/** The faces of the machine that draw each of these, by name. */
async function facesOf(page: Page, devtools: CDPSession, samples: readonly Sample[]): Promise<string[][]> {
  try {
    await page.evaluate(layOut, [PROBE, samples] as [string, readonly Sample[]])
    const { root } = await devtools.send('DOM.getDocument', { depth: 0 })
    const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: `[${PROBE}]` })
    const faces = await Promise.all(nodeIds.map((nodeId) => devtools.send('CSS.getPlatformFontsForNode', { nodeId })))
    return faces.map(({ fonts }) =>
      fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName),
    )
  } finally {
    await page.evaluate((mark) => {
      for (const probe of document.querySelectorAll(`[${mark}]`)) probe.remove()
    }, PROBE)
  }
}
