import { type BrowserContext, expect, type Page } from '@playwright/test'
import { ALL_EXAMPLES } from '../../support/example-page'
import type { TestServer } from '../../support/server'

/** What each example shows once its order is paid and completed; those that wait for a press say what they show after it. */
const SHOWS: Readonly<Record<string, RegExp>> = {
  useAutoNavigation: /^Would go to \/orders\/ORDER/,
  useAutoRefresh: /^ORDER: read anew [1-9]/,
  useBaysSync: /bay-1: available/,
  useCommands: /There is no order/,
  useConnectionHealth: /^healthy, current$/,
  useDashboardSync: /^Refreshed [1-9]/,
  useEventAcknowledgment: /^0 not seen yet/,
  useEventTypeSync: /^[1-9]\d* payments, the last for ORDER$/,
  useOptimisticUpdates: /^completed Take it back$/,
  useOrderPolling: /^ORDER: fetched [1-9]/,
  useOrderStageChange: /^ORDER: .+ → completed$/,
  useOrderSync: /^ORDER is completed, last: /,
  useOrdersSync: /: (?:initiated|open|completed)/,
  usePollingFallback: /^Polled [1-9]/,
  useQueueSync: /regular: open, \d+ waiting/,
  useSyncManager: /^[1-9]\d* events kept$/,
  useSyncManagerContext: /^(?:connected|An action was refused: )/,
  useWashingBaySync: /^bay-1: available, 0 running$/,
  Board: /^[1-9]\d* events$/,
  OtherSite: /no such site|may not see this site/,
  OrderLine: /^completed, last: /,
  Lines5: /"path":"\/orders\/ORDER\/completion"/,
  Lines6: /"status":"healthy","freshness":\{"kind":"current"\}/,
  Lines7: /"orders":"loaded"/,
  Queues: /^\d+ queues \S/,
  Billing: /^Bill \(0 waiting, [1-9] refused\)$/,
  Lines10: /"bay":\{"bayId":"bay-2"/,
  Lines11: /"isLoading":false,"bays":\[\{"bayId"/,
  Lines13: /connected/,
  Layout: /^completed, last: /,
  Root: /^completed, last: /,
  Shop: /^completed, last: /,
}

/** Providers are alone on their page, and one of them is for pages of another site. */
const PROVIDERS = ['Layout', 'Root', 'Shop']

/** What the shop's own server does: it asks for a token with its key, and gives it to its page. */
async function tokenOfShop(server: TestServer): Promise<string> {
  const headers = { ...server.asStation(), 'Content-Type': 'application/json' }
  const answer = await fetch(`${server.url}/api/v1/sync/token`, { method: 'POST', headers, body: '{}' })
  return (await answer.json()).token
}

/** Has every example of the documentation do what it is there for. @param query what the page's address says beside the order */
export async function followExamples(
  context: BrowserContext,
  server: TestServer,
  address: string,
  query = '',
): Promise<void> {
  await context.addCookies([{ name: server.cookieName, value: server.adminToken, url: address }])
  const order = await server.createOrder({ totalAmount: 2500 })
  const page = await context.newPage()
  const problems: string[] = []
  const said: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('dialog', (dialog) => {
    said.push(dialog.message())
    void dialog.accept()
  })
  await page.route('**/my/order-token', async (road) => road.fulfill({ body: await tokenOfShop(server) }))
  const open = (more: string) => page.goto(`${address}?order=${order.orderID}${more}`)
  const shows = (name: string, timeout?: number) => {
    const pattern = SHOWS[name]?.source.replaceAll('ORDER', order.orderID) ?? 'not said here'
    const place = page.locator(`[data-example="${name}"]`)
    return expect(place, name).toHaveText(new RegExp(pattern), timeout ? { timeout } : {})
  }
  expect(Object.keys(SHOWS).sort()).toEqual([...ALL_EXAMPLES].sort())

  await open(query)
  // Next builds a page when somebody first asks for it.
  await expect(page.getByTestId('freshness')).toHaveText('current', { timeout: 60_000 })
  await server.updateOrder(order, { stage: 'completed', paidAmount: 2500, paymentStatus: 'paid' })
  await shows('useOrderStageChange')
  await press(page, 'useOptimisticUpdates')
  await press(page, 'useCommands')
  await press(page, 'Queues')
  await shows('Queues')
  await press(page, 'Billing')
  await expect.poll(() => said).toHaveLength(1)
  // What the page has just done comes as events too.
  await expect(async () => {
    await press(page, 'useEventAcknowledgment')
    await shows('useEventAcknowledgment', 1_000)
  }).toPass()
  const polling = ['useOrderPolling', 'usePollingFallback']
  for (const name of ALL_EXAMPLES) if (!PROVIDERS.includes(name) && !polling.includes(name)) await shows(name)
  await page.getByRole('button', { name: 'Poll', exact: true }).click()
  for (const name of polling) await shows(name)
  for (const name of PROVIDERS) {
    await open(`&provider=${name}`)
    await shows(name)
  }
  expect(problems).toEqual([])
  await page.close()
}

async function press(page: Page, name: string): Promise<void> {
  await page.locator(`[data-example="${name}"]`).getByRole('button').first().click()
}
