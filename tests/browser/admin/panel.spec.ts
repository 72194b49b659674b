import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { siteTime } from '@/cms/admin/site/site-times'
import ta from '@/lib/ui/i18n/ta.json' with { type: 'json' }
import zh from '@/lib/ui/i18n/zh.json' with { type: 'json' }
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { command, newOrder } from '../../support/site'
import { foreignFaces } from '../foreign-faces'

// Far from the site.
test.use({ viewport: { width: 1366, height: 768 }, timezoneId: 'America/New_York', locale: 'en-US' })

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server?.stop()
})

/** What is typed into a form of the panel before it knows its state is gone when it does. */
const whenReady = (page: Page) => expect(page.locator('form[data-form-ready="true"]').first()).toBeVisible()

/** The panel as the owner has it open, far from the site. */
async function openPanel(page: Page, where: string, language = 'en'): Promise<void> {
  await page.context().addCookies([
    { name: server.cookieName, value: server.adminToken, url: server.url },
    { name: server.cookieName.replace('-token', '-lng'), value: language, url: server.url },
  ])
  await page.goto(`${server.url}/admin${where}`)
}

/** Whoever works at the site and sets nothing up. */
async function openAsStaff(page: Page): Promise<void> {
  const account = { email: 'washer@example.test', password: 'a long enough one' }
  await server.rest('POST', '/api/users', { ...account, name: 'Ravi', role: 'staff', tenant: 'main' })
  await page.request.post(`${server.url}/api/users/login`, { data: account })
  await page.goto(`${server.url}/admin`)
}

/** Where the links lead. */
const addressesIn = (part: Locator, links: string): Promise<string[]> =>
  part.locator(links).evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href))

/** Types into a field and saves until it shows: the panel may lose both while it still comes to life or is busy. */
async function save(page: Page, field: string, text: string, shown: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.locator(field).fill('')
    await page.locator(field).fill(text)
    await page
      .locator('#action-save')
      .click({ timeout: 5_000 })
      .catch(() => undefined)
    await shown()
  }).toPass()
}

test('a price is entered and read as money, and kept as whole sen', async ({ page }) => {
  const { docs } = await server.rest<{ docs: { id: number }[] }>(
    'GET',
    '/api/services?where[serviceId][equals]=basic-wash',
  )
  const id = docs[0]?.id
  const price = async () => (await server.rest<{ price: number }>('GET', `/api/services/${id}?depth=0`)).price
  await openPanel(page, `/collections/services/${id}`)
  const field = page.locator('#field-price')
  await expect(field).toHaveValue('15.00')
  await expect(page.locator('.ax-money').filter({ has: field })).toContainText('RM')
  await expect(page.getByRole('link', { name: 'Dashboard' }).first()).toBeVisible()
  await expect(page.getByText('API', { exact: true })).toHaveCount(0)

  await save(page, '#field-price', 'seventeen', () =>
    expect(page.getByText('Enter an amount with at most two decimals').first()).toBeVisible({ timeout: 3_000 }),
  )
  expect(await price()).toBe(1500)

  await save(page, '#field-price', '1,017.5', () => expect.poll(price, { timeout: 3_000 }).toBe(101_750))
  await expect(field).toHaveValue('1017.50')
  await page.goto(`${server.url}/admin/collections/services`)
  await expect(page.getByRole('cell', { name: /RM\s1,017\.50/ })).toBeVisible()
})

test('a person is given a PIN where they are added, and another one later; it is not shown again', async ({ page }) => {
  await openPanel(page, '/collections/team/create')
  const pin = page.getByRole('textbox', { name: 'PIN' })
  const kept = async () =>
    (await server.rest<{ docs: { id: number; name: string; pinSetAt?: string }[] }>('GET', '/api/team')).docs
  await whenReady(page)
  await page.locator('#field-name').fill('Siti')
  await save(page, '#field-pin', '2580', () => expect.poll(kept, { timeout: 3_000 }).toHaveLength(1))
  const [siti] = await kept()
  const isRight = async (digits: string) =>
    (
      await fetch(`${server.url}/api/v1/sync/pin`, {
        method: 'POST',
        headers: { ...server.asStation(), 'Content-Type': 'application/json' },
        body: JSON.stringify({ personId: String(siti?.id), pin: digits }),
      })
    ).ok
  expect(await isRight('2580')).toBe(true)

  await page.goto(`${server.url}/admin/collections/team/${siti?.id}`)
  await expect(pin).toHaveValue('')
  await save(page, '#field-pin', '1234', () =>
    expect(page.getByText('This is what everybody tries first. Choose other digits.').first()).toBeVisible({
      timeout: 3_000,
    }),
  )
  await save(page, '#field-pin', '9174', () => expect.poll(() => isRight('9174'), { timeout: 3_000 }).toBe(true))
  await page.reload()
  await expect(pin).toHaveValue('')
})

test('times are those of the site, and say so, wherever the owner is', async ({ page }) => {
  const { id } = await server.createOrder({ plate: 'TIM 1' })
  const { changedAt } = await server.rest<{ changedAt: string }>('GET', `/api/orders/${id}?depth=0`)
  const { time } = siteTime(changedAt, 'Asia/Kuala_Lumpur', 'en-MY')
  await openPanel(page, '/collections/orders')
  const row = page.getByRole('row').filter({ hasText: 'TIM 1' })
  await expect(row).toContainText(`${time} GMT+8`)
  await page.goto(`${server.url}/admin/collections/orders/${id}`)
  await expect(page.locator('.ax-readout').filter({ hasText: 'In this stage since' })).toContainText('GMT+8')
})

test('the dashboard shows the stations, problems first, as icon and word', async ({ page }) => {
  const add = async (name: string) => (await keyHolder(server, 'stations', { name, role: 'board' })).headers
  const report = async (headers: Record<string, string>, body: object) => {
    const answer = await fetch(`${server.url}/api/v1/sync/station`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
  }
  await add('board-new')
  await report(server.asStation(), { appVersion: '0.1.0', behind: 0, waiting: 0 })
  await report(await add('board-late'), { appVersion: '0.1.0', behind: 12, waiting: 0 })
  await report(await add('board-gone'), { appVersion: '0.1.0', behind: 0, waiting: 2 })
  const crashed = { what: 'page_crashed', at: new Date(Date.now() - 600_000).toISOString() }
  await report(await add('board-shaky'), {
    ...{ appVersion: '0.1.0', behind: 0, waiting: 0 },
    ...{ recoveries: 3, lastRecovery: crashed },
  })
  const database = new Database(path.join(server.dataDir, 'ax-station.db'))
  const hoursAgo = new Date(Date.now() - 5 * 3_600_000).toISOString()
  database.prepare("UPDATE stations SET last_seen_at = ? WHERE name = 'board-gone'").run(hoursAgo)
  database.close()

  await openPanel(page, '')
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.reload()
  const rows = page.getByRole('region', { name: 'Stations' }).getByRole('row')
  await expect(rows).toHaveCount(6)
  await expect(rows.nth(1)).toContainText(/Silent.*board-gone.*5 hours ago.*GMT\+8.*0\.1\.0.*0.*2/)
  await expect(rows.nth(2)).toContainText(/Catching up.*board-late.*now/)
  await expect(rows.nth(3)).toContainText(/Recovered.*board-shaky.*3 × in 24 h: Page crashed/)
  await expect(rows.nth(4)).toContainText(/Not seen yet.*board-new.*never/)
  await expect(rows.nth(5)).toContainText(/Up to date.*desk/)
  await expect(page.getByRole('region', { name: 'Today' })).toContainText(/Paid today\s*RM/)
  const { violations } = await new AxeBuilder({ page }).include('.ax-overview').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  expect(errors).toEqual([])

  await page.goto(`${server.url}/admin/collections/stations`)
  await expect(page.getByRole('row').filter({ hasText: 'board-gone' })).toContainText('Silent')
})

test('staff who open the panel are shown the way to their work, and none that leads them back', async ({ page }) => {
  await openAsStaff(page)
  await expect(page.getByText('The site is set up here by its administrators.')).toBeVisible()
  const ways = page.getByRole('navigation', { name: 'Your work' }).getByRole('link')
  await expect(ways).toHaveText(['Station', 'Dashboard', 'Help'])
  // On a telephone the table of the stations scrolls by itself.
  await page.setViewportSize({ width: 390, height: 844 })
  const right = () => page.locator('.ax-figures').evaluate((figures) => figures.getBoundingClientRect().right)
  await expect.poll(right).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1366, height: 768 })
  for (const address of await addressesIn(page.locator('.ax-overview'), 'a')) {
    await page.goto(address)
    // A list adds what it shows by itself as soon as it has come to life.
    expect(decodeURIComponent(page.url())).toContain(address)
  }
})

test('of a car in a bay the panel tells the bay’s name, and what its buttons do in words', async ({ page }) => {
  const orderID = await newOrder(server, 'BAY 1')
  await server.rest('POST', '/api/bays', { tenant: 'main', bayId: 'pit', name: 'The pit', position: 7 })
  await command(server, 'bay.assign', { bayId: 'pit', orderID })
  await openPanel(page, '/collections/jobs')
  await expect(page.getByRole('row').filter({ hasText: 'BAY 1' })).toContainText('The pit')
  for (const collection of ['jobs', 'orders']) {
    const where = `where[orderID][equals]=${orderID}&depth=0`
    const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', `/api/${collection}?${where}`)
    await page.goto(`${server.url}/admin/collections/${collection}/${docs[0]?.id}`)
    await expect(page.locator('.ax-readout').filter({ hasText: /^Bay/ })).toContainText('The pit')
  }
  const lists = await addressesIn(page.locator('nav'), 'a[href*="/collections/"]')
  expect(lists.length).toBeGreaterThan(9)
  for (const list of lists) {
    await page.goto(list)
    await expect(page.locator('h1, h2').first()).toBeVisible()
    expect(await page.content(), list).not.toContain('[object Object]')
  }
})

test('where a station stands is chosen among the bays by name', async ({ page }) => {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/stations', { name: 'kiosk', role: 'bay' })
  await openPanel(page, `/collections/stations/${doc.id}`)
  const bay = page.locator('#field-bay')
  await whenReady(page)
  await bay.getByRole('combobox').click()
  await bay.getByText('Bay 2', { exact: true }).click()
  await page.locator('#action-save').click()
  const kept = async () => (await server.rest<{ bay: string }>('GET', `/api/stations/${doc.id}`)).bay
  await expect.poll(kept).toBe('bay-2')
  await page.reload()
  await expect(bay).toContainText('Bay 2')
})

test('a wrong number of the site is said at its field, in the panel too', async ({ page }) => {
  const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/tenants')
  await openPanel(page, `/collections/tenants/${docs[0]?.id}`)
  const refusal = page.getByText('Begin with + and the country code, such as +60 12-345 6789.').first()
  await save(page, '#field-whatsappNumber', '012-345 6789', () => expect(refusal).toBeVisible({ timeout: 3_000 }))
  const kept = async () => (await server.rest<{ docs: object[] }>('GET', '/api/tenants')).docs[0]
  await save(page, '#field-whatsappNumber', '+60 12-345 6789', () =>
    expect.poll(kept, { timeout: 3_000 }).toMatchObject({ whatsappNumber: '+60123456789' }),
  )
})

test('the panel speaks Chinese and Tamil where it is asked to', async ({ page }) => {
  for (const [language, payloads, ours, label] of [
    ['zh', '仪表板', '今日收款', '车型'],
    ['ta', 'கட்டுப்பாட்டு பலகை', 'இன்று கட்டியது', 'வாகன வகை'],
  ] as const) {
    await openPanel(page, '', language)
    await expect(page.getByText(payloads).first()).toBeVisible()
    await expect(page.getByText(ours)).toBeVisible()
    await page.goto(`${server.url}/admin/collections/orders/create`)
    await expect(page.locator('label', { hasText: label })).toBeVisible()
  }
})

test('the panel and its refusals speak the language that was chosen on the pages, until another is chosen there', async ({
  page,
}) => {
  const context = page.context()
  await context.addCookies([
    { name: server.cookieName, value: server.adminToken, url: server.url },
    { name: 'ax-station-settings', value: encodeURIComponent(JSON.stringify({ language: 'zh' })), url: server.url },
  ])
  await page.goto(`${server.url}/admin`)
  await expect(page.getByText('今日收款')).toBeVisible()
  const refusal = await page.evaluate(async () => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ tenant: 'main', name: 'Siti', position: 'washer', pin: '12' })
    return (await fetch('/api/team', { method: 'POST', headers, body })).text()
  })
  expect(refusal).toContain('请用四到六位数字')
  await context.addCookies([{ name: server.cookieName.replace('-token', '-lng'), value: 'ta', url: server.url }])
  await page.reload()
  await expect(page.getByText('இன்று கட்டியது')).toBeVisible()
})

test('what stands beside its field in the panel is called as the field calls it', async ({ page }) => {
  const { docs: services } = await server.rest<{ docs: { id: number }[] }>(
    'GET',
    '/api/services?where[serviceId][equals]=basic-wash',
  )
  await command(server, 'bay.assign', { bayId: 'bay-1', orderID: await newOrder(server) })
  const { docs: jobs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/jobs?limit=1&sort=-id')
  for (const [language, words] of [
    ['zh', zh],
    ['ta', ta],
  ] as const) {
    await openPanel(page, `/collections/services/${services[0]?.id}`, language)
    await expect(page.getByText(words.vehicle.large_pickup).first()).toBeVisible()
    await expect(page.getByText('large pickup')).toHaveCount(0)
    await page.goto(`${server.url}/admin/collections/jobs/${jobs[0]?.id}`)
    await expect(page.locator('.ax-lines').getByText(words.step.pending, { exact: true }).first()).toBeVisible()
  }
})

test('the panel’s texts are drawn by the product’s faces, in Chinese and Tamil too', async ({ page }) => {
  for (const language of ['zh', 'ta']) {
    for (const where of ['', '/collections/orders', '/account']) {
      await openPanel(page, where, language)
      await expect(page.locator('h1, h2').first()).toBeVisible()
      expect(await foreignFaces(page), `${language} ${where}`).toEqual([])
    }
  }
})

test('a station’s key is made in the panel, told once, and withdrawn there', async ({ page }) => {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/stations', {
    name: 'lane-9',
    role: 'board',
    tenant: 'main',
  })
  const opens = async (key: string) =>
    (await fetch(`${server.url}/api/v1/sync/snapshot`, { headers: server.asStation(key) })).status
  await openPanel(page, `/collections/stations/${doc.id}`)
  const field = page.getByRole('textbox', { name: 'Key', exact: true })
  await page.getByRole('button', { name: 'Make a key', exact: true }).click()
  await expect(field).toBeVisible()
  const first = await field.inputValue()
  expect(first).toMatch(/^[a-z2-9]{32}$/)
  expect(await opens(first)).toBe(200)
  const { violations } = await new AxeBuilder({ page }).include('.ax-key').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  await page.reload()
  await expect(page.getByText('It has a key.')).toBeVisible()
  expect(await page.content()).not.toContain(first)
  await page.getByRole('button', { name: 'Make a new key' }).click()
  await expect(page.getByText('Press again to make a new one.')).toBeVisible()
  expect(await opens(first)).toBe(200)
  await page.getByRole('button', { name: 'Make a new key' }).click()
  await expect(field).toBeVisible()
  const second = await field.inputValue()
  expect([await opens(first), await opens(second)]).toEqual([401, 200])

  await page.getByRole('button', { name: 'Withdraw the key' }).click()
  await page.getByRole('button', { name: 'Withdraw the key' }).click()
  await expect(page.getByText('It has no key yet')).toBeVisible()
  expect(await opens(second)).toBe(401)

  await page.goto(`${server.url}/admin/collections/audit`)
  const rows = page.getByRole('row').filter({ hasText: 'Station lane-9' })
  await expect(rows.filter({ hasText: 'Key revoked' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Key made' })).toHaveCount(2)
  await expect(rows.first()).toContainText('Administrator')
})

test('of several sites an account gets one that is there, by name; what is wrong with a short name is read whole', async ({
  page,
}) => {
  await server.rest('POST', '/api/tenants', { tenantId: 'shah-alam', name: 'Kilat Shah Alam' })
  await openPanel(page, '/collections/users/create')
  const email = 'aiman@example.test'
  await whenReady(page)
  await page.locator('#field-email').fill(email)
  await page.locator('#field-password').fill('a long enough one')
  await page.locator('#field-confirm-password').fill('a long enough one')
  await page.locator('#field-tenant').click()
  await page.getByRole('option', { name: 'Kilat Shah Alam' }).click()
  await page.locator('#action-save').click()
  const kept = async () =>
    (await server.rest<{ docs: { tenant: string }[] }>('GET', `/api/users?where[email][equals]=${email}`)).docs
  await expect.poll(kept).toMatchObject([{ tenant: 'shah-alam' }])

  await page.goto(`${server.url}/admin/collections/tenants/create`)
  await whenReady(page)
  await page.locator('#field-name').fill('Kilat Puchong')
  await page.locator('#field-tenantId').fill('Kilat Puchong')
  const refusal = page.getByText('Use lower-case letters, digits and hyphens, at most 64.', { exact: true })
  // The panel takes no click while it still works on what was typed.
  await expect(async () => {
    await page.locator('#action-save').click({ timeout: 1_000 })
    await expect(refusal.last()).toBeVisible({ timeout: 3_000 })
  }).toPass()
  expect(await refusal.evaluateAll((found) => found.filter((each) => each.scrollWidth > each.clientWidth).length)).toBe(
    0,
  )
})
