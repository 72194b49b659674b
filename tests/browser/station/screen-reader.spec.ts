import type { Page } from '@playwright/test'
import type { SyncStatus } from '@/lib/sync/engine'
import { CURRENT } from '@/renderer/fixtures/site'
import { expect, test as freshTest, lastingTest as test } from './station-page'

const NOW = Date.parse('2026-01-15T10:00:00Z')

/** The engine says something else of itself. */
const become = (page: Page, status: SyncStatus) =>
  page.evaluate((next) => window.siteInMemory.source.push({ status: next }), status)

freshTest(
  'the bay’s job reads as: who, how long, which step, what to do, what is next',
  async ({ page, openStation }) => {
    await page.clock.install({ time: NOW })
    await openStation(`?role=bay&bay=bay-1&now=${NOW}`)
    await expect(page.locator('body')).toMatchAriaSnapshot(`
    - banner:
      - heading "Bay 1" [level=1]
      - text: Occupied
      - status "How fresh this screen is": Current
      - button "Sync now"
      - button "Settings"
    - main:
      - region "VEP 707":
        - timer "Elapsed": /14:\\d\\d of 45 mins/
        - timer "Soap & scrub": /6:\\d\\d of 15 mins/
        - button "Step done"
        - button "Skip"
        - button "Pause"
      - complementary:
        - list "Steps":
          - listitem: /Pre-wash , Done/
          - listitem: /Soap & scrub , Now/
  `)
    await expect(page.locator('[aria-current="step"]')).toContainText('Soap & scrub')
  },
)

freshTest(
  'the desk reads as: search, new order, bays, a column for each stage, queues',
  async ({ page, openStation }) => {
    await page.clock.install({ time: NOW })
    await openStation(`?role=cashier&now=${NOW}`)
    await expect(page.locator('body')).toMatchAriaSnapshot(`
    - banner:
      - heading "Orders" [level=1]
      - searchbox "Plate, number, name or phone"
      - button "New order"
      - 'button "Chime for new orders: off"'
      - status "How fresh this screen is": Current
      - button "Sync now"
      - button "Settings"
    - main:
      - region "Bays":
        - button /Bay 1 Occupied/
      - 'region "Waiting: 9"':
        - heading "Waiting" [level=2]
        - button "8 late"
        - region "VIP":
          - heading "VIP" [level=3]
          - list:
            - listitem:
              - button /Open order AX-20260115-\\d+, /
              - button /Move .+ up/ [disabled]
              - button /Move .+ down/ [disabled]
              - button /More for .+/
        - region "Regular"
        - region "Later"
      - 'region "Washing: 4"':
        - heading "Washing" [level=2]
        - list:
          - listitem:
            - button /Open order AX-20260115-\\d+, /
      - 'region "To pay: 3"'
      - 'region "Paid: 2"'
      - 'region "Gone: 12"'
  `)
  },
)

test('every control on the desk, the bay and the order page has a name', async ({ openStation }) => {
  for (const query of ['?role=cashier', '?role=bay&bay=bay-1', '?role=bay&bay=bay-4']) {
    const page = await openStation(query)
    if (query.includes('cashier')) await page.locator('[data-order]').first().click()
    const roles = [
      'button',
      'link',
      'textbox',
      'searchbox',
      'checkbox',
      'radio',
      'tab',
      'switch',
      'timer',
      'dialog',
    ] as const
    for (const role of roles) {
      await expect(page.getByRole(role, { name: /^\s*$/ }), `${role} without a name on ${query}`).toHaveCount(0)
    }
  }
})

test('that the screen goes stale, catches up and is current again is read out; how far it has come is not', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  const line = page.getByRole('status', { name: 'How fresh this screen is' })
  await expect(line).toHaveAttribute('aria-live', 'polite')
  await become(page, {
    ...CURRENT,
    connectionState: 'error',
    freshness: { kind: 'stale', since: new Date(NOW).toISOString(), cause: 'server_unreachable' },
  })
  await expect(line).toContainText('Stale since')
  await expect(line).toHaveAttribute('aria-live', 'polite')
  // Why, and what still works: a message of its own.
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /server/ })
      .first(),
  ).toBeVisible()
  await become(page, { ...CURRENT, freshness: { kind: 'catching_up', behind: 12 } })
  await expect(line).toHaveText('Catching up (12)')
  await expect(line).toHaveAttribute('aria-live', 'off')
  await become(page, CURRENT)
  await expect(line).toHaveText('Current')
  await expect(line).toHaveAttribute('aria-live', 'polite')
})

test('what was done, and that it can be taken back, is read out', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toHaveAttribute('aria-live', 'polite')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(messages).toContainText('Job paused')
})
