import type { Page } from '@playwright/test'
import {
  axeFindings,
  colourFindings,
  expect,
  LOOKS,
  setLook,
  smallTargets,
  lastingTest as test,
  weakStates,
} from './station-page'

// Every test has a page of its own.
test.describe.configure({ mode: 'parallel' })

interface Screen {
  readonly query: string
  /** Opens what lies over the screen. */
  readonly open?: (page: Page) => Promise<void>
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
/** A click returns before what it opens is there, and an empty screen has no fault. */
const opening = (role: 'dialog' | 'menu', name: string | RegExp) => async (page: Page) => {
  await press(name)(page)
  await page.getByRole(role).waitFor()
}

const SCREENS: Readonly<Record<string, Screen>> = {
  cashier: { query: '?role=cashier' },
  'cashier offline': { query: '?role=cashier&state=stale' },
  'cashier catching up': { query: '?role=cashier&state=behind' },
  'cashier without orders': { query: '?role=cashier&empty' },
  'cashier searching': {
    query: '?role=cashier',
    open: (page) => page.getByRole('searchbox').fill('w'),
  },
  'order page': {
    query: '?role=cashier',
    open: async (page) => {
      await page.getByRole('region', { name: /^Paid/ }).getByRole('button').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'new order': {
    query: '?role=cashier',
    open: async (page) => {
      await press('New order')(page)
      await page.getByRole('dialog').getByText('Basic Wash').first().click()
    },
  },
  'queue menu': { query: '?role=cashier', open: opening('menu', /^More for/) },
  'car chooser': { query: '?role=cashier', open: opening('dialog', /Send a car…/) },
  'bay moving its car': { query: '?role=bay&bay=bay-1', open: opening('dialog', 'Other bay…') },
  'bay with a job': { query: '?role=bay&bay=bay-1' },
  'bay over its time': { query: '?role=bay&bay=bay-2' },
  'bay ready to start': { query: '?role=bay&bay=bay-3' },
  'bay skipping a step': { query: '?role=bay&bay=bay-1', open: opening('dialog', 'Skip') },
  'bay after a tap': { query: '?role=bay&bay=bay-1', open: press('Step done') },
  'bay idle': { query: '?role=bay&bay=bay-4' },
  'bay choosing its status': { query: '?role=bay&bay=bay-4', open: opening('dialog', /^Bay status/) },
  'bay out of service': { query: '?role=bay&bay=bay-6' },
  'bay unknown': { query: '?role=bay&bay=none' },
  board: { query: '?role=board' },
  'first run': { query: '?first' },
  settings: { query: '?role=cashier', open: press('Settings') },
  'PIN gate': {
    query: '?role=cashier&desktop',
    open: async (page) => {
      await press('Settings')(page)
      await page.getByRole('button', { name: '1', exact: true }).waitFor()
    },
  },
  gallery: { query: '?role=cashier#/gallery' },
}

for (const [name, { query, open }] of Object.entries(SCREENS)) {
  test(`large targets, and contrast in every look: ${name}`, async ({ openStation }) => {
    const page = await openStation(query)
    await open?.(page)
    expect(await smallTargets(page, name.startsWith('bay') ? 56 : 44)).toEqual([])
    expect(await axeFindings(page), 'light').toEqual([])
    for (const look of LOOKS) {
      await setLook(page, look)
      if (look !== 'light') expect(await colourFindings(page), look).toEqual([])
      expect(await weakStates(page), `${look}: plates, timers and states`).toEqual([])
    }
  })
}

test('who wants no motion gets none', async ({ page, openStation }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openStation('?role=bay&bay=bay-1')
  await press('Step done')(page)
  await press('Skip')(page)
  await expect(page.getByRole('dialog')).toBeVisible()
  const moving = await page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const { duration, easing } = animation.effect?.getComputedTiming() ?? {}
      const timing =
        animation instanceof CSSAnimation
          ? getComputedStyle((animation.effect as KeyframeEffect).target as Element).animationTimingFunction
          : easing
      // The undo bar tells the time that is left: in steps, not in motion.
      return Number(duration) === 0 || timing?.startsWith('steps') ? [] : [animation.toString()]
    }),
  )
  expect(moving).toEqual([])
})
