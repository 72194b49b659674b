import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { FixtureDebug } from '@/renderer/fixtures/fixture-debug'
import type { FixtureSource } from '@/renderer/fixtures/fixture-source'
import type { StationHost } from '@/renderer/host'
import { test as base, withoutHoldOff } from '../../support/hold-off'
import { serveRenderer } from '../../support/renderer-page'
import { ROUNDING } from '../rounding'

/** Where renderer.setup.ts puts the screens; `{ minify: false }` keeps the components' names. */
export const BUILT_RENDERER = path.resolve(import.meta.dirname, '../../../test-results/renderer')

declare global {
  interface Window {
    /** The site the page shows, to be changed as its server would. */
    readonly siteInMemory: {
      readonly source: FixtureSource
      readonly host: StationHost
      readonly debug: FixtureDebug
    }
  }
}

/** A page of the renderer on a site in memory; see renderer/dev/main.tsx for the query. */
export const test = base.extend<
  { openStation: (query: string) => Promise<Page> },
  { rendererUrl: string; lastingPage: Page }
>({
  rendererUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off its first parameter
    async ({}, use) => {
      const renderer = await serveRenderer(BUILT_RENDERER)
      await use(renderer.url)
      await renderer.close()
    },
    { scope: 'worker' },
  ],
  // Here, although none but those below ask for it: Playwright starts a worker for each kind of tests, and both are one.
  lastingPage: [
    async ({ browser }, use) => {
      const page = await browser.newPage()
      await withoutHoldOff(page)
      await use(page)
      await page.close()
    },
    { scope: 'worker' },
  ],
  openStation: async ({ page, rendererUrl }, use) => {
    await use(async (query) => {
      await page.goto(`${rendererUrl}${query}`)
      await expect(page.locator('#root > *').first()).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      return page
    })
  },
})

/**
 * The same in one page for all tests of a worker, whose caches hold the station's script already and whose script is warm:
 * a page of its own would load and compile it all again. The site in memory begins anew with each. For tests that change
 * nothing of the page that outlives its document but its size and its media: not its clock, its routes, its cookies.
 */
export const lastingTest = test.extend({
  page: async ({ lastingPage, viewport, contextOptions: { reducedMotion } }, use) => {
    if (viewport) await lastingPage.setViewportSize(viewport)
    await lastingPage.emulateMedia({ colorScheme: 'light', reducedMotion })
    await use(lastingPage)
    // Nothing goes on behind the next one's back, and an address that differs in its last part alone is opened anew.
    await lastingPage.goto('about:blank')
  },
})

export { expect }

export const LOOKS = ['light', 'dark', 'contrast'] as const

/** Changes the colours of the page as the setting would, without opening it anew. */
export async function setLook(page: Page, look: (typeof LOOKS)[number]): Promise<void> {
  await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme
  }, look)
}

/** Nothing moves any more: what ends may have begun the next. */
async function animationsEnded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const running = () =>
      document
        .getAnimations()
        .filter(({ effect, playState }) => playState === 'running' && effect?.getTiming().iterations !== Infinity)
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let still = 0; still < 2; still += 1) {
      await frame()
      const moving = running()
      if (moving.length > 0) still = -1
      await Promise.all(moving.map((animation) => animation.finished.catch(() => {})))
    }
  })
}

/**
 * The rules that the builder brings, which would put them into the page twice for each of its questions; without what is for
 * readers, and in letters of which each is one byte on the way.
 */
const AXE = readFileSync(
  createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
).replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * The pages have no frames of other sites, so axe needs no page of its own to gather what it found; what passed is not
 * asked for, because telling of it takes longer than finding out.
 */
async function axe(page: Page): Promise<AxeBuilder> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const builder = new AxeBuilder({ page, axeSource: 'void "in the page already"' })
  return builder.setLegacyMode().options({ resultTypes: ['violations'] })
}

const asText = ({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))

/** What axe finds on the page, as rule and place. */
export async function axeFindings(page: Page): Promise<string[]> {
  await animationsEnded(page)
  return asText(await (await axe(page)).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze())
}

/** What a change of colours alone can break, on a page on which `axeFindings` has found nothing. */
export async function colourFindings(page: Page): Promise<string[]> {
  await animationsEnded(page)
  return asText(await (await axe(page)).withRules(['color-contrast', 'link-in-text-block']).analyze())
}

/** Where plates, timers and states have less than the contrast of level AAA, with what they have. */
export async function weakStates(page: Page): Promise<string[]> {
  await animationsEnded(page)
  const must = '.plate, [role="timer"], [data-state], output'
  if ((await page.locator(must).count()) === 0) return []
  const { violations } = await (await axe(page)).include(must).withRules('color-contrast-enhanced').analyze()
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ target, any }) => `${target.join(' ')}: ${any[0]?.data?.contrastRatio}`),
  )
}

const CONTROLS =
  'button, a[href], input:not([type="hidden"]), [role="tab"], [role="radio"], [role="menuitem"], [role="switch"]'

/** Visible controls smaller than `least` pixels in either direction; a hidden input counts as the label around it. */
export async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate(
    ([selector, wanted]) =>
      [...document.querySelectorAll<HTMLElement>(selector)].flatMap((control) => {
        const label = control.closest('label')
        const { width, height } = (label ?? control).getBoundingClientRect()
        // A pixel alone is for screen readers, which need no size.
        if (width <= 1 || height <= 1 || control.hidden || (width >= wanted && height >= wanted)) return []
        return [`${control.getAttribute('aria-label') ?? (label ?? control).textContent}: ${width}x${height}`]
      }),
    [CONTROLS, least - ROUNDING.fraction] as const,
  )
}
