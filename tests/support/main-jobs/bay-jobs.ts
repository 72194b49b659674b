import { expect, type Page } from '@playwright/test'
import type { MainJob } from './main-job'
import {
  andTakeBack,
  bayOffers,
  decisionsKept,
  discard,
  jobKept,
  needingAttention,
  nextInBay,
  orderKept,
  placeKept,
  press,
  unpaid,
  vip,
} from './taps'

/** Everything a washer does, one by one. */

/** A tap at the bay's job, and the same tap taken back. */
function bayTap(
  name: string,
  prepare: MainJob['prepare'],
  ready: RegExp,
  act: (page: Page) => Promise<void>,
  before: object,
  after: object,
  offers: string,
): MainJob[] {
  const shared = {
    at: 'bay' as const,
    prepare,
    kept: jobKept,
    ready: (page: Page) => expect(page.getByRole('main').getByText(ready).first()).toBeVisible(),
  }
  return [
    { ...shared, name, commands: 1, act, becomes: () => after, elsewhere: bayOffers(offers) },
    {
      ...shared,
      name: `${name}, and takes it back`,
      commands: 2,
      act: (page) => andTakeBack(page, () => act(page)),
      // The version counts both changes: taking back is no doing nothing.
      kept: async (site, car) => ({ ...(await jobKept(site, car)), changes: (await site.job(car.plate)).version }),
      becomes: () => ({ ...before, changes: expect.any(Number) }),
    },
  ]
}

/** The car and its job, begun as they are, at the other bay. */
async function toOtherBay(page: Page): Promise<void> {
  await press(page, 'Other bay…')
  await press(page, 'Bay 2')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export const BAY_JOBS: readonly MainJob[] = [
  {
    name: 'takes the next car',
    at: 'bay',
    commands: 1,
    prepare: (site) => site.waiting(),
    ready: nextInBay.shows,
    act: async (page, car) => {
      await press(page, 'Take this car')
      await expect(page.getByText(car.plate).first()).toBeVisible()
    },
    kept: async (site, car) => [await orderKept(site, car), await vip(site, car)],
    becomes: () => [{ ...unpaid, stage: 'in_progress', bayId: 'bay-1' }, [-1]],
    elsewhere: bayOffers('Start'),
  },
  ...bayTap(
    'starts the job',
    (site) => site.inBay(-1),
    /^Ready to start$/,
    (page) => press(page, 'Start'),
    { status: 'pending', steps: 'pppp' },
    { status: 'in_progress', steps: 'ippp' },
    'Step done',
  ),
  ...bayTap(
    'finishes a step',
    (site) => site.inBay(1),
    /^Step 2 of 4/,
    (page) => press(page, 'Step done'),
    { status: 'in_progress', steps: 'cipp' },
    { status: 'in_progress', steps: 'ccip' },
    'Step done',
  ),
  ...bayTap(
    'skips a step for a reason',
    (site) => site.inBay(1),
    /^Step 2 of 4/,
    async (page) => {
      await press(page, 'Skip')
      await press(page, 'No supplies')
    },
    { status: 'in_progress', steps: 'cipp' },
    { status: 'in_progress', steps: 'csip' },
    'Step done',
  ),
  ...bayTap(
    'pauses the job',
    (site) => site.inBay(1),
    /^Step 2 of 4/,
    (page) => press(page, 'Pause'),
    { status: 'in_progress', steps: 'cipp' },
    { status: 'paused', steps: 'cipp' },
    'Resume',
  ),
  ...bayTap(
    'resumes the job',
    (site) => site.paused(),
    /^Paused$/,
    (page) => press(page, 'Resume'),
    { status: 'paused', steps: 'cipp' },
    { status: 'in_progress', steps: 'cipp' },
    'Pause',
  ),
  ...bayTap(
    'finishes the job',
    (site) => site.inBay(3),
    /^Step 4 of 4/,
    (page) => press(page, 'Finish'),
    { status: 'in_progress', steps: 'ccci' },
    { status: 'completed', steps: 'cccc' },
    'Bay status: Available',
  ),
  ...[
    {
      name: 'sends its car to another bay',
      commands: 1,
      act: toOtherBay,
      bayId: 'bay-2',
      offers: 'Bay status: Available',
    },
    {
      name: 'sends its car to another bay, and takes it back',
      commands: 2,
      act: (page: Page) => andTakeBack(page, () => toOtherBay(page)),
      bayId: 'bay-1',
      offers: 'Step done',
    },
  ].map(
    ({ name, commands, act, bayId, offers }): MainJob => ({
      ...{ name, commands, act, at: 'bay', prepare: (site) => site.inBay(1) },
      ready: (page) => expect(page.getByRole('main').getByText(/^Step 2 of 4/)).toBeVisible(),
      kept: placeKept,
      becomes: () => ({ bayId, status: 'in_progress', steps: 'cipp', changes: 3 + commands }),
      elsewhere: bayOffers(offers),
    }),
  ),
  {
    name: 'hands to the desk what could not be done',
    at: 'bay',
    commands: 1,
    prepare: (site) => site.inBay(1),
    ready: (page) => expect(page.getByRole('main').getByText(/^Step 2 of 4/)).toBeVisible(),
    beforehand: async (page, car, { site, network }) => {
      network.set({ kind: 'cut' })
      await press(page, 'Step done')
      await expect(page.getByText('1 action waiting')).toBeVisible()
      // Meanwhile the desk calls the wash off.
      await site.command('order.cancel', { orderID: car.orderID })
      network.set({ kind: 'pass' })
      await press(page, 'Sync now')
      await expect(page.getByRole('button', { name: 'Needs attention (1)' })).toBeVisible({ timeout: 40_000 })
      await expect(page.getByText('Current', { exact: true })).toBeVisible({ timeout: 40_000 })
    },
    act: async (page, car) => {
      const row = await needingAttention(page, car)
      const handOver = row.getByRole('button', { name: 'Hand to the desk' })
      await handOver.click()
      // A person who is signed in by name sees from then on what the desk sees.
      await expect(handOver).toHaveCount(0)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    },
    kept: decisionsKept,
    becomes: () => [null],
    elsewhere: { at: 'desk', shows: discard },
  },
  {
    name: 'puts the bay out of service for a reason',
    at: 'bay',
    commands: 1,
    prepare: (site) => site.nobody(),
    act: async (page) => {
      await press(page, 'Bay status: Available')
      await press(page, 'Out of service')
      await press(page, 'No water')
      await expect(page.getByRole('button', { name: 'Bay is ready' })).toBeVisible()
    },
    kept: async (site) => {
      const { status, statusReason } = await site.bay()
      return { status, statusReason }
    },
    becomes: () => ({ status: 'out_of_service', statusReason: 'no_water' }),
    elsewhere: {
      at: 'desk',
      shows: (desk) => expect(desk.getByRole('region', { name: 'Bays' })).toContainText('No water'),
    },
  },
]
