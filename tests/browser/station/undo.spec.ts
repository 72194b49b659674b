import type { Page } from '@playwright/test'
import { expect, test } from './station-page'

const NOW = Date.parse('2026-01-15T10:00:00Z')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const undo = (page: Page) => page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last()

interface Slip {
  readonly bay: string
  readonly first?: (page: Page) => Promise<void>
  readonly tap: (page: Page) => Promise<void>
  readonly said: RegExp
}

const SLIPS: Readonly<Record<string, Slip>> = {
  take: {
    bay: 'bay-4',
    tap: (page) => press(page, 'Take this car'),
    said: /→ Bay 4/,
  },
  'move to another bay': {
    bay: 'bay-1',
    tap: async (page) => {
      await press(page, 'Other bay…')
      await press(page, 'Bay 4')
    },
    said: /→ Bay 4/,
  },
  start: { bay: 'bay-3', tap: (page) => press(page, 'Start'), said: /Job started/ },
  'step done': { bay: 'bay-1', tap: (page) => press(page, 'Step done'), said: /done/ },
  skip: {
    bay: 'bay-1',
    tap: async (page) => {
      await press(page, 'Skip')
      await press(page, 'No supplies')
    },
    said: /skipped/,
  },
  pause: { bay: 'bay-1', tap: (page) => press(page, 'Pause'), said: /Job paused/ },
  resume: {
    bay: 'bay-1',
    first: (page) => press(page, 'Pause'),
    tap: (page) => press(page, 'Resume'),
    said: /Job resumed/,
  },
  finish: {
    bay: 'bay-1',
    first: async (page) => {
      while (await page.getByRole('button', { name: 'Step done', exact: true }).isVisible()) {
        await press(page, 'Step done')
        await page.clock.runFor(100)
      }
    },
    tap: (page) => press(page, 'Finish'),
    said: /Job finished/,
  },
}

for (const [name, { bay, first, tap, said }] of Object.entries(SLIPS)) {
  test(`${name} can be taken back for ten seconds, and not after`, async ({ page, openStation }) => {
    await page.clock.install({ time: NOW })
    await openStation(`?role=bay&bay=${bay}&now=${NOW}`)
    // From here time passes only as the test says.
    await page.clock.pauseAt(NOW + 60_000)
    await first?.(page)
    // What was done before is no longer to be taken back.
    await page.clock.runFor(11_000)
    const main = page.getByRole('main')
    const picture = async () => ((await main.textContent()) ?? '').replace(/\d+:\d\d/g, '')
    const before = await picture()
    await tap(page)
    await expect(page.getByText(said).last()).toBeVisible()
    await page.clock.runFor(9800)
    await undo(page).click()
    await page.clock.runFor(500)
    expect(await picture()).toBe(before)

    await tap(page)
    await page.clock.runFor(10_100)
    await expect(undo(page)).toHaveCount(0)
  })
}

test('on a telephone what can be taken back hides no button of the bay', async ({ page, openStation }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const taps = [
    ['bay-1', 'Step done'],
    ['bay-3', 'Start'],
    ['bay-4', 'Take this car'],
    ['bay-1', 'Finish'],
  ] as const
  for (const [bay, tap] of taps) {
    await openStation(`?role=bay&bay=${bay}&now=${NOW}`)
    const wanted = page.getByRole('button', { name: tap, exact: true })
    while (tap === 'Finish' && !(await wanted.isVisible())) await press(page, 'Step done')
    await press(page, tap)
    await expect(undo(page)).toBeVisible()
    await page.mouse.wheel(0, -2000)
    const hidden = () =>
      page.evaluate(() => {
        const message = document.querySelector('.toasts > *')?.getBoundingClientRect()
        const buttons = [...document.querySelectorAll('main button')]
        return buttons.flatMap((button) => {
          const { top, bottom } = button.getBoundingClientRect()
          return message && bottom > message.top && top < message.bottom ? [button.textContent] : []
        })
      })
    await expect.poll(hidden, `${tap} at ${bay}`).toEqual([])
  }
})
