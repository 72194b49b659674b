import { expect, type Locator } from '@playwright/test'
import { expectLive, type Office, officeTest } from './office'
import { isDone, partOf } from './set-up-part'

/** The owner's first hour: a site that is set up from nothing, by its own page. */
const test = officeTest()

async function changeService(office: Office, serviceId: string, data: object): Promise<void> {
  const found = await office.server.rest<{ docs: { id: number }[] }>(
    'GET',
    `/api/services?where[serviceId][equals]=${serviceId}`,
  )
  await office.server.rest('PATCH', `/api/services/${found.docs[0]?.id}`, data)
}

/** Nothing lies over its upper edge. */
const isInSight = (field: Locator) =>
  field.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect()
    return document.elementFromPoint(left + 8, top + 2) === element
  })

test('a site is set up on its page; the dashboard shows the steps until all that is needed is there', async ({
  browser,
  office,
}) => {
  const context = await browser.newContext({ locale: 'en-MY' })
  await office.admit(context)
  const page = await office.open(context, '/dashboard')
  const list = page.getByRole('region', { name: 'First steps' })
  await list.getByRole('link', { name: 'Give the site its name' }).click()
  await expect(page).toHaveURL(/\/setup#name$/)
  await expect(page.getByText('1 of 5')).toBeVisible()

  const site = partOf(page, 'Give the site its name')
  await site.getByLabel('Name', { exact: true }).fill('Ampang Shine')
  await site.getByLabel('Registration number').fill('202401001234')
  await site.getByText('Round cash to 5 sen').click()
  await site.getByLabel('Closes at').fill('21:30')
  await site.getByRole('button', { name: 'Save' }).click()
  await isDone(site)
  await expect(page.getByRole('banner')).toContainText('Ampang Shine')

  const tax = partOf(page, 'Say whether prices include a tax')
  await tax.getByText('Include a tax', { exact: true }).click()
  await tax.getByLabel('Percent').fill('8')
  await tax.getByLabel('What it is called').fill('SST')
  await tax.getByRole('button', { name: 'Save' }).click()
  await expect(tax).toContainText('Prices include 8 % of tax')

  const prices = partOf(page, 'Check the prices')
  const cell = (service: string, vehicle: string) =>
    prices.getByRole('group', { name: service, exact: true }).getByLabel(vehicle, { exact: true })
  // What else is written of a service says nothing of its prices.
  await changeService(office, 'basic-wash', { countsAsVisit: false })
  await page.reload()
  await expect(prices.getByRole('button', { name: 'These prices are right' })).toBeVisible()
  await expect(prices.getByText('to do', { exact: true })).toBeVisible()
  await changeService(office, 'basic-wash', { countsAsVisit: true })
  await cell('Basic Wash', 'Sedan').fill('18')
  await cell('Basic Wash', 'MPV / van').fill('twenty')
  await prices.getByRole('button', { name: /^Save/ }).click()
  await expect(cell('Basic Wash', 'MPV / van')).toBeFocused()
  // Below the bar that stays, not under it.
  expect(await isInSight(cell('Basic Wash', 'MPV / van'))).toBe(true)
  await page.keyboard.type('22,50')
  await page.keyboard.press('ArrowDown')
  await expect(cell('Premium Wash', 'MPV / van')).toBeFocused()
  // Somebody else is faster with one of them.
  await changeService(office, 'basic-wash', { price: 1600 })
  await prices.getByRole('button', { name: 'Save 2 prices' }).click()
  await expect(prices).toContainText('Somebody else changed a price meanwhile')
  await expect(cell('Basic Wash', 'Bike')).toHaveValue('16.00')
  await expect(cell('Basic Wash', 'Sedan')).toHaveValue('18')
  await prices.getByRole('button', { name: 'Save 2 prices' }).click()
  await isDone(prices)
  await page.reload()
  await expectLive(page)
  await expect(cell('Basic Wash', 'MPV / van')).toHaveValue('22.50')
  const { docs } = await office.server.rest<{ docs: object[] }>('GET', '/api/tenants')
  expect(docs[0]).toMatchObject({ registrationNumber: '202401001234', cashRounding: true, closesAt: '21:30' })

  await page.goto(office.address('/dashboard'))
  await expect(list.getByRole('listitem').filter({ hasText: 'prices' }).getByRole('img', { name: 'done' })).toHaveCount(
    2,
  )
  await page.goto(office.address('/setup'))
  const bays = partOf(page, 'Name the washing bays')
  await bays.getByLabel('Bay 1').fill('Left')
  await bays.getByRole('button', { name: 'Add a bay' }).click()
  await page.keyboard.type('Behind')
  await bays.getByRole('button', { name: 'Save' }).click()
  await isDone(bays)
  await expect(page.getByText('All that a site needs is there.')).toBeVisible()
  const made = await office.server.rest<{ docs: object[] }>('GET', '/api/bays?sort=position&depth=0')
  expect(made.docs).toMatchObject([
    { name: 'Left', bayId: 'bay-1' },
    {},
    { name: 'Behind', bayId: 'bay-3', position: 2 },
  ])

  const free = partOf(page, 'Give a free wash to those who come often')
  await free.getByText('Give free washes', { exact: true }).click()
  await free.getByLabel('The free one is visit number').fill('1')
  await expect(free.getByText('Enter a whole number from 2 to 100.')).toBeVisible()
  await free.getByLabel('The free one is visit number').fill('8')
  await free.getByText('Engine Bay', { exact: false }).click()
  await free.getByRole('button', { name: 'Save' }).click()
  await isDone(free)
  expect((await office.server.rest<{ docs: object[] }>('GET', '/api/tenants')).docs[0]).toMatchObject({
    freeWashEvery: 8,
    freeWashSince: expect.any(String),
  })
  const left = await office.server.rest<{ docs: object[] }>('GET', '/api/services?where[countsAsVisit][equals]=false')
  expect(left.docs).toHaveLength(1)
  await page.goto(office.address('/dashboard'))
  await expectLive(page)
  await expect(list).toHaveCount(0)
  await context.close()
})

test('once there is a team, it is said there whether desks and bays ask who it is', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const people = partOf(page, 'Add the people who work here')
  await expect(people).toContainText('0 people in the team')
  await expect(people.getByText('Ask who is there')).toHaveCount(0)
  await office.server.rest('POST', '/api/team', { tenant: 'main', name: 'Siti', position: 'manager', pin: '4826' })
  await page.reload()
  await expectLive(page)
  await people.getByText('Ask who is there').click()
  await people.getByRole('button', { name: 'Save' }).click()
  await expect(people.getByRole('status')).toHaveText('Saved')
  const { docs } = await office.server.rest<{ docs: object[] }>('GET', '/api/tenants')
  expect(docs[0]).toMatchObject({ askWho: true })
})

test('the steps of each service are written there, in order, and a step keeps what jobs call it', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const part = partOf(page, 'Give each service its steps')
  const nameOf = (number: number) => part.getByLabel(`Name of step ${number}`)
  await part.getByText('Bike Wash', { exact: true }).click()
  await expect(part.getByRole('list', { name: 'Steps of Bike Wash' }).getByRole('listitem')).toHaveCount(3)
  await expect(part.getByRole('button', { name: 'Save' })).toBeDisabled()

  await nameOf(2).fill('Lather')
  await part.getByRole('button', { name: 'Move Lather up' }).press('Enter')
  await expect(nameOf(1)).toHaveValue('Lather')
  // The keyboard stays with the step that moved.
  await expect(part.getByRole('button', { name: 'Move Lather down' })).toBeFocused()
  await part.getByRole('button', { name: 'Remove Dry' }).press('Enter')
  await expect(part.getByRole('button', { name: 'Remove Rinse' })).toBeFocused()
  await part.getByRole('button', { name: 'Add a step' }).click()
  await expect(nameOf(3)).toBeFocused()
  await part.getByLabel('Minutes of step 3').fill('ten')
  await expect(part).toContainText('Enter whole minutes, from 0 to 1440.')
  await part.getByLabel('Minutes of step 3').fill('10')
  // What is written for one service stays while another is looked at, and what is missing in it is led to.
  await part.getByText('Basic Wash', { exact: true }).click()
  await nameOf(1).fill('Hose down')
  await part.getByRole('button', { name: 'Save' }).click()
  await expect(part).toContainText('Each step needs a name.')
  await nameOf(3).fill('Chain clean')
  await part.getByRole('button', { name: 'Save' }).click()
  await expect(part.getByRole('status')).toHaveText('Saved')
  const saved = await office.server.rest<{ docs: { serviceId: string; steps: object[] }[] }>('GET', '/api/services')
  const stepsOf = (service: string) => saved.docs.find(({ serviceId }) => serviceId === service)?.steps
  expect(stepsOf('bike-wash')).toMatchObject([
    { key: 'soap', name: 'Lather', minutes: 8 },
    { key: 'rinse', name: 'Rinse', minutes: 3 },
    { key: 'chain-clean', name: 'Chain clean', minutes: 10 },
  ])
  expect(stepsOf('basic-wash')?.[0]).toMatchObject({ key: 'pre-wash', name: 'Hose down', minutes: 5 })
  await page.reload()
  await expect(part.getByRole('radio', { name: 'Bike Wash: 3 steps' })).toBeAttached()

  // A service that is left without steps is named until it has some again.
  await part.getByText('Bike Wash', { exact: true }).click()
  for (const name of ['Lather', 'Rinse', 'Chain clean'])
    await part.getByRole('button', { name: `Remove ${name}` }).click()
  await part.getByRole('button', { name: 'Save' }).click()
  await expect(part).toContainText('Without steps: Bike Wash.')
  await expect(part.getByText('to do', { exact: true })).toBeVisible()
  await page.reload()
  await expect(part).toContainText('Bike Wash has no steps yet.')
  await part.getByRole('button', { name: 'Add a step' }).click()
  await page.keyboard.type('Wash')
  await part.getByRole('button', { name: 'Save' }).click()
  await isDone(part)
})

test('a printer is set at its machine, and its station tells the page', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const part = partOf(page, 'Set up a receipt printer')
  await expect(part).toContainText('under “Receipt printer”')
  await expect(part.getByText('to do', { exact: true })).toBeVisible()
  const desk = part.getByRole('listitem').filter({ hasText: 'desk' })
  await expect(desk).toContainText('No receipt printer yet')
  const answer = await context.request.put(office.address('/api/v1/sync/station'), {
    headers: office.server.asStation(),
    data: { appVersion: '1.2.3', behind: 0, waiting: 0, receiptPrinter: true },
  })
  expect(await answer.json()).toMatchObject({ kept: true })
  await isDone(part)
  await expect(desk).toContainText('Has a receipt printer')
})

test('another machine is taken in by six digits, and the page says when it has come', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const part = partOf(page, 'Connect another station')
  await expect(part).toContainText('0 stations beside this server')
  await part.getByText('Bay', { exact: true }).first().click()
  await part.getByRole('button', { name: /Bay$/ }).click()
  await page.getByRole('option').first().click()
  await expect(part.getByLabel('Name', { exact: true })).toHaveValue('bay-1')
  await part.getByLabel('Name', { exact: true }).fill('Lane 1')
  await part.getByRole('button', { name: 'Make a code' }).click()
  const digits = part.getByText(/^\d{3} \d{3}$/)
  await expect(digits).toBeVisible()
  // The test's server answers this machine alone, and so the page says.
  await expect(part).toContainText('Let other machines connect first')
  const code = ((await digits.textContent()) ?? '').replace(' ', '')
  const answer = await context.request.post(office.address('/api/stations/pair'), { data: { code } })
  expect(await answer.json()).toMatchObject({ name: 'lane-1', role: 'bay', bay: 'bay-1' })
  await expect(part.getByText('The new machine is connected')).toBeVisible({ timeout: 20_000 })
  await expect(part).toContainText('1 station beside this server')

  // A name that another has is refused, and stays to be changed.
  await part.getByLabel('Name', { exact: true }).fill('Lane 1')
  await part.getByRole('button', { name: 'Make a code' }).click()
  await expect(part.getByRole('status')).toContainText('Not saved')
  await expect(part.getByLabel('Name', { exact: true })).toHaveValue('lane-1')
})

test('what a new machine is for can be left to be chosen there, and the page says how far it is', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const part = partOf(page, 'Connect another station')
  const post = async (path: string, data: object) =>
    (await context.request.post(office.address(`/api/stations/${path}`), { data })).json()
  const shownCode = async () => {
    const digits = part.getByText(/^\d{3} \d{3}$/)
    await expect(digits).toBeVisible()
    return ((await digits.textContent()) ?? '').replace(' ', '')
  }
  // It is what stands there first; there is nothing else to fill in.
  await expect(part.getByRole('radio', { name: 'Chosen at the machine' })).toBeChecked()
  await expect(part.getByLabel('Name', { exact: true })).toHaveCount(0)
  await part.getByRole('button', { name: 'Make a code' }).click()
  const { choiceKey } = await post('pair', { code: await shownCode() })
  await expect(part.getByText('The new machine is choosing')).toBeVisible({ timeout: 20_000 })
  expect(await post('choose', { choiceKey, role: 'board', bay: null })).toMatchObject({ name: 'board' })
  await expect(part.getByText('The new machine is connected')).toBeVisible({ timeout: 20_000 })
  // Other tests have brought stations in here, too.
  await expect(part).toContainText(/[1-9]\d* stations? beside this server/)

  // Of a bay’s machine the bay alone.
  await part.getByText('Bay', { exact: true }).first().click()
  await part.getByRole('button', { name: /Bay$/ }).click()
  await page.getByRole('option', { name: 'Chosen at the machine' }).click()
  await part.getByRole('button', { name: 'Make a code' }).click()
  const next = await post('pair', { code: await shownCode() })
  expect(await post('choose', next)).toMatchObject({ roles: ['bay'] })
})

test('a site that is added beside the first is set up by its own administrator, and begins with the usual services', async ({
  browser,
  office,
}) => {
  const tenant = 'shah-alam'
  const aiman = { email: 'aiman@example.test', password: 'a long enough one' }
  await office.server.rest('POST', '/api/tenants', { tenantId: tenant, name: 'Kilat Shah Alam' })
  await office.server.rest('POST', '/api/users', { ...aiman, role: 'admin', tenant })
  const context = await browser.newContext({ locale: 'en-MY', viewport: { width: 390, height: 844 } })
  const stranger = await context.newPage()
  await stranger.goto(office.address('/'))
  await stranger.getByLabel('Email').fill(aiman.email)
  await stranger.getByLabel('Password').fill('the other one')
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await expect(stranger.getByRole('alert').filter({ hasText: 'not right' })).toContainText(
    'An administrator sets a new one',
  )
  await stranger.close()
  await office.admit(context, aiman)
  const page = await office.open(context, '/setup')
  const prices = partOf(page, 'Check the prices')
  await expect(prices).toContainText('There is no service yet.')
  await prices.getByRole('button', { name: 'Begin with the usual services' }).click()
  await expect(prices.getByRole('group', { name: 'Basic Wash' }).getByLabel('Sedan')).toHaveValue('15.00')
  await expect(prices).toContainText('These are the prices a new site begins with.')
  const made = await office.server.rest<{ docs: { steps: unknown[] }[] }>(
    'GET',
    `/api/services?where[tenant][equals]=${tenant}&depth=0`,
  )
  expect(made.docs.map(({ steps }) => steps.length)).not.toContain(0)
  expect(made.docs.length).toBeGreaterThan(4)
  await context.close()
})
