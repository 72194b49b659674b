import { expect, type Page } from '@playwright/test'
import { commandAsAdmin } from '../../support/orders'
import { expectLive, officeTest, problemsOf } from './office'

const test = officeTest()

test('every page is drawn by the server and taken over without a mismatch, in any language and zone', async ({
  browser,
  office,
}) => {
  const order = await office.server.createOrder({ plate: 'WXY 77', totalAmount: 2500 })
  const paths = [
    '/dashboard',
    `/orders/${order.orderID}`,
    `/orders/${order.orderID}/progress`,
    `/orders/${order.orderID}/completion`,
    '/queue',
    '/bays',
    '/bays/bay-1',
    '/day',
    '/setup',
    '/kept',
    '/debug',
  ]
  const viewers = [
    { locale: 'en-US', timezoneId: 'Asia/Kuala_Lumpur' },
    { locale: 'zh-CN', timezoneId: 'America/New_York' },
    { locale: 'ms-MY', timezoneId: 'Europe/Berlin' },
    { locale: 'ta-IN', timezoneId: 'Pacific/Auckland' },
  ]
  for (const viewer of viewers) {
    const context = await browser.newContext({ ...viewer, colorScheme: 'dark' })
    await office.admit(context)
    const page = await context.newPage()
    const problems = problemsOf(page)
    const fetchedAhead: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('_rsc=')) fetchedAhead.push(request.url())
    })
    for (const path of paths) {
      const answer = await page.goto(office.address(path))
      expect(answer?.request().redirectedFrom()?.url(), 'asked for once').toBeUndefined()
      await expectLive(page)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
    expect(problems, viewer.locale).toEqual([])
    // The server draws a page for whoever opens it, not for every link in sight.
    expect(fetchedAhead, viewer.locale).toEqual([])
    await context.close()
  }
})

test('the first HTML has the data already: the pages can be read without any script', async ({ browser, office }) => {
  const order = await office.server.createOrder({
    plate: 'JSF 4410',
    totalAmount: 4200,
    services: [{ serviceId: 'script-free-wash', name: 'Basic Wash', price: 4200, minutes: 30, options: [] }],
  })
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-MY' })
  await office.admit(context)
  const page = await context.newPage()
  await page.goto(office.address('/dashboard'))
  await expect(page.getByRole('region', { name: 'Booked' }).getByText(order.orderID)).toBeVisible()
  await expect(page.getByText('Taken today')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Latest activity' }).getByText('Order created').first()).toBeVisible()
  await page.goto(office.address(`/orders/${order.orderID}`))
  await expect(page.getByRole('region', { name: 'Services' })).toContainText('RM 42.00')
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('Order created')
  await page.goto(office.address('/queue'))
  await expect(page.getByRole('region', { name: 'VIP' })).toBeVisible()
  await page.goto(office.address('/bays'))
  await expect(page.getByRole('link', { name: /Bay 1/ })).toBeVisible()
  await context.close()
})

test('a new order appears on the dashboard, moves with its stage, and is in the activity', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await office.open(context, '/dashboard')
  const order = await office.server.createOrder({ plate: 'NEW 1' })
  await expect(page.getByRole('region', { name: 'Booked' }).getByText(order.orderID)).toBeVisible()
  await office.server.updateOrder(order, { stage: 'open' })
  await expect(page.getByRole('region', { name: 'Waiting' }).getByText(order.orderID)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Booked' }).getByText(order.orderID)).toHaveCount(0)
  const activity = page.getByRole('region', { name: 'Latest activity' })
  await expect(activity.getByRole('link').filter({ hasText: 'NEW 1' }).first()).toContainText('Booked → Waiting')
})

test('today’s takings follow each payment, and a refund', async ({ context, office }) => {
  await office.admit(context)
  const order = await office.server.createOrder({ totalAmount: 12_300 })
  const page = await office.open(context, '/dashboard')
  const takings = page.locator('dl > div').filter({ hasText: 'Taken today' })
  const shown = async () =>
    Math.round(Number(((await takings.textContent()) ?? '').match(/RM\s*([\d,.]+)/)?.[1]?.replace(',', '')) * 100)
  const before = await shown()
  await office.server.updateOrder(order, { paymentStatus: 'cash', paidAmount: 12_300 })
  await expect.poll(shown).toBe(before + 12_300)
  // A refund gives back what was taken, whole.
  await office.server.updateOrder(order, { paymentStatus: 'refunded' })
  await expect.poll(shown).toBe(before)
  await page.reload()
  await expect.poll(shown).toBe(before)
})

test('the day says who washed how many cars, and gives it as a table', async ({ context, office }) => {
  await office.admit(context)
  const { server } = office
  const { orderID } = await server.createOrder({ totalAmount: 2_500 })
  await commandAsAdmin(server, 'bay.setStatus', { bayId: 'bay-2', status: 'available' })
  await commandAsAdmin(server, 'bay.assign', { bayId: 'bay-2', orderID })
  const { docs } = await server.rest<{ docs: { jobId: string }[] }>(
    'GET',
    `/api/jobs?where[orderID][equals]=${orderID}`,
  )
  const { jobId } = docs[0] as { jobId: string }
  await commandAsAdmin(server, 'job.start', { jobId, first: true })
  await commandAsAdmin(server, 'job.finish', { jobId })
  const page = await office.open(context, '/day')
  const washed = page.getByRole('region', { name: 'Who washed' })
  await expect(washed.getByRole('row').nth(1)).toContainText(/1\s*0\smins\s*0\smins/)
  const table = page.waitForEvent('download')
  await washed.getByRole('link', { name: 'Download the table' }).click()
  expect((await table).suggestedFilename()).toMatch(/^work-\d{4}-\d\d-\d\d\.csv$/)
})

test('the order page goes along with its stage, to the wash and to the end', async ({ context, office }) => {
  await office.admit(context)
  const order = await office.server.createOrder({ stage: 'open' })
  const page = await office.open(context, `/orders/${order.orderID}`)
  await office.server.updateOrder(order, { stage: 'in_progress' })
  await expect(page).toHaveURL(new RegExp(`/orders/${order.orderID}/progress$`))
  await expect(page.locator('[aria-current="step"]')).toContainText('Washing')
  await office.server.updateOrder(order, { stage: 'billed' })
  await office.server.updateOrder(order, { stage: 'paid' })
  await office.server.updateOrder(order, { stage: 'completed' })
  await expect(page).toHaveURL(new RegExp(`/orders/${order.orderID}/completion$`))
  await expect(page.getByRole('heading', { name: 'The wash is finished' })).toBeVisible()
})

test('the page of an order of another day says which, and leads to its receipt', async ({ context, office }) => {
  await office.admit(context)
  const order = await office.server.createOrder({
    stage: 'billed',
    totalAmount: 2500,
    paidAmount: 2500,
    paymentStatus: 'cash',
  })
  await office.server.updateOrder(order, { stage: 'completed' })
  const page = await context.newPage()
  await page.clock.setFixedTime(Date.now() + 48 * 3_600_000)
  // A live page goes by its server's clock.
  await page.route('**/api/v1/sync/**', (route) => route.abort())
  await page.goto(office.address(`/orders/${order.orderID}/completion`))
  await expect(page.getByText(/^Created \d+ \w+, \d\d:\d\d$/)).toBeVisible()
  // It has gone: nothing is to be handed over any more.
  await expect(page.getByText('The order is closed.')).toBeVisible()
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Receipt' }).click()
  const receipt = await opened
  await expect(receipt.getByRole('heading', { name: 'Receipt' })).toBeAttached()
  await expect(receipt.getByText(order.orderID)).toBeVisible()
  await expect(receipt.getByRole('button', { name: 'Print' })).toBeVisible()
})

test('the receipt of an order goes to its customer by WhatsApp from its page, unless nobody else finds the server', async ({
  context,
  office,
}) => {
  const { orderID } = await office.server.createOrder({
    customerName: 'Aisyah',
    customerPhone: '012-345 6789',
    totalAmount: 2500,
  })
  const path = `/orders/${orderID}`
  const send = (page: Page) => page.getByRole('link', { name: 'Send to 012-345 6789 by WhatsApp' })
  await office.admit(context)
  const here = await office.open(context, path)
  await expect(here.getByRole('link', { name: 'Bill' })).toBeVisible()
  await expect(send(here)).toHaveCount(0)
  // Under the name that its customers use.
  const named = 'http://wash.example'
  const { cookieName: name, adminToken: value } = office.server
  await context.addCookies([{ name, value, url: named }])
  await context.route(`${named}/**`, async (route) => {
    const asked = new URL(route.request().url())
    if (asked.pathname.startsWith('/api/')) return route.abort()
    await route.fulfill({ response: await route.fetch({ url: office.address(`${asked.pathname}${asked.search}`) }) })
  })
  const page = await context.newPage()
  await page.goto(`${named}${path}`)
  const chat = new URL((await send(page).getAttribute('href')) ?? '')
  expect(`${chat.origin}${chat.pathname}`).toBe('https://wa.me/60123456789')
  const [head, link = ''] = (chat.searchParams.get('text') ?? '').split('\n')
  expect(head).toBe(`Bill ${orderID} · My site`)
  const { origin, pathname, search } = new URL(link)
  expect([origin, search]).toEqual([named, '?lang=en'])
  // Whoever is given it opens it, without signing in.
  const answer = await fetch(office.address(pathname))
  expect(await answer.text()).toContain(orderID)
  // What the page asked for last may be under way.
  await page.close()
  await context.unrouteAll({ behavior: 'ignoreErrors' })
})

test('a queue is closed and opened from its page, and the server has it', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/queue')
  const regular = page.getByRole('region', { name: 'Regular' })
  const isOpen = async () => {
    const { docs } = await office.server.rest<{ docs: { queueId: string; open: boolean }[] }>('GET', '/api/queues')
    return docs.find(({ queueId }) => queueId === 'regular')?.open
  }
  await regular.getByRole('button', { name: 'Close queue' }).click()
  await expect(regular.getByText('Closed')).toBeVisible()
  expect(await isOpen()).toBe(false)
  await regular.getByRole('button', { name: 'Open queue' }).click()
  await expect(regular.getByText('Open', { exact: true })).toBeVisible()
  expect(await isOpen()).toBe(true)
})

test('what the server refused of a page’s actions stands on the page until it is dismissed', async ({
  context,
  office,
}) => {
  await office.admit(context)
  // The rules let every queue be closed: here the server says no for another reason.
  await context.route('**/api/v1/sync/commands*', (route) => {
    const { commands } = route.request().postDataJSON() as { commands: { id: string }[] }
    const no = {
      status: 'rejected',
      code: 'not_allowed',
      message: 'No',
      reason: 'rules.command.conflict',
      current: null,
    }
    return route.fulfill({ json: { results: commands.map(({ id }) => ({ id, ...no })) } })
  })
  const page = await office.open(context, '/queue')
  const regular = page.getByRole('region', { name: 'Regular' })
  await regular.getByRole('button', { name: 'Close queue' }).click()
  const told = page.getByRole('status').filter({ hasText: 'Needs attention' })
  await expect(told).toContainText('Refused: Somebody else changed this')
  await expect(regular.getByRole('button', { name: 'Close queue' })).toBeEnabled()
  await page.reload()
  await told.getByRole('button', { name: 'Dismiss' }).click()
  await expect(told).toHaveCount(0)
  await page.reload()
  await expect(regular.getByRole('button', { name: 'Close queue' })).toBeVisible()
  await expect(told).toHaveCount(0)
})

test('an order that is not there is said not to be; one that is deleted meanwhile goes', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await office.open(context, '/orders/AX-20200101-0001')
  await expect(page.getByText('There is no such order')).toBeVisible()
  await page.getByRole('link', { name: 'To the dashboard' }).click()
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible()
  const order = await office.server.createOrder()
  await page.goto(office.address(`/orders/${order.orderID}`))
  await expectLive(page)
  await office.server.rest('DELETE', `/api/orders/${order.id}`)
  await expect(page.getByText('This order is no longer here')).toBeVisible()
})

test('people who are not signed in are led to the log-in, and from it to the page they asked for', async ({
  page,
  office,
}) => {
  await page.goto(office.address('/queue'))
  await expect(page).toHaveURL(/\/station\/sign-in\?to=\/queue$/)
  await page.getByLabel('Email').fill('owner@example.test')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Queue', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/station\/sign-in/)
  await page.goto(office.address('/dashboard'))
  await expect(page).toHaveURL(/\/station\/sign-in\?to=\/dashboard$/)
})

test('the connection page is for administrators alone; takings are for staff alone', async ({ browser, office }) => {
  const staff = { email: 'staff@example.test', password: 'another long password' }
  await office.server.rest('POST', '/api/users', { ...staff, name: 'Aina', role: 'staff', tenant: 'main' })
  const context = await browser.newContext()
  await office.admit(context, staff)
  const page = await office.open(context, '/dashboard')
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link')).toHaveCount(4)
  await page.goto(office.address('/debug'))
  await expect(page).toHaveURL(/\/dashboard$/)
  expect((await context.request.get(office.address('/dashboard/takings'))).status()).toBe(200)
  await context.clearCookies()
  expect((await context.request.get(office.address('/dashboard/takings'))).status()).toBe(401)
  await context.close()
})

test('the debug page and the web station’s connection screen show this page’s own engine and act on it', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await context.newPage()
  const panel = page.getByRole('region', { name: 'Sync debug panel' })
  const state = panel.getByRole('status').first()
  const open = {
    '/debug': async () => {},
    '/station?role=cashier': async () => {
      // What the server drew takes no press until the page has come to life.
      await expect(page.getByText('Current', { exact: true })).toBeVisible()
      await page.getByRole('button', { name: 'Settings' }).first().click()
      await page.getByRole('tab', { name: 'Connection' }).click()
      await page.getByRole('button', { name: 'Open the connection panel' }).click()
    },
  }
  for (const [path, goOn] of Object.entries(open)) {
    await page.goto(office.address(path))
    await goOn()
    await expect(state).toHaveText('connected')
    // The panel's own style passes the page's policy.
    await expect(panel).toHaveCSS('border-radius', '8px')
    const order = await office.server.createOrder()
    await expect(panel.getByRole('option', { name: new RegExp(order.orderID) }).first()).toBeVisible()
    await panel.getByRole('button', { name: 'Force polling' }).click()
    await expect(state).toHaveText('polling_fallback')
    await panel.getByRole('button', { name: 'Reconnect' }).click()
    await expect(state).toHaveText('connected')
    await expect(panel.getByRole('region', { name: 'History' })).toContainText('polling_fallback')
    const download = page.waitForEvent('download')
    await panel.getByRole('button', { name: 'Export' }).click()
    expect((await download).suggestedFilename()).toMatch(/^sync-state-.*\.json$/)
  }
  await panel.getByRole('button', { name: 'Disconnect' }).click()
  await expect(state).toHaveText('disconnected')
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
})
