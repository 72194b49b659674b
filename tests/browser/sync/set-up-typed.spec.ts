import { expect, type Locator } from '@playwright/test'
import { officeTest } from './office'
import { partOf } from './set-up-part'

/** What the owner types on the set-up page stays, whatever happens to the page around it. */
const test = officeTest()

test('what is typed while a part is saved stays typed', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  /** Saves, and types while the answer is kept back. */
  async function meanwhile(part: Locator, path: RegExp, type: () => Promise<void>): Promise<void> {
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route(path, async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest(path)
    const answered = page.waitForResponse(path)
    await part.getByRole('button', { name: /^Save/ }).click()
    await asked
    await type()
    letGo()
    expect((await answered).ok()).toBe(true)
    await page.unroute(path)
    await expect(part.getByRole('button', { name: /^Save/ })).toBeEnabled()
  }

  const steps = partOf(page, 'Give each service its steps')
  await steps.getByText('Wax & Polish', { exact: true }).click()
  await steps.getByLabel('Name of step 1').fill('First wash')
  await meanwhile(steps, /\/api\/services\/\d+/, async () => {
    await steps.getByLabel('Name of step 2').fill('Clay')
    await steps.getByRole('button', { name: 'Add a step' }).click()
    await page.keyboard.type('Seal')
  })
  await expect(steps.getByLabel('Name of step 1')).toHaveValue('First wash')
  await expect(steps.getByLabel('Name of step 2')).toHaveValue('Clay')
  await expect(steps.getByLabel('Name of step 5')).toHaveValue('Seal')
  // What is on the screen is not what was saved.
  await expect(steps.getByRole('status')).toHaveText('')

  const bays = partOf(page, 'Name the washing bays')
  await bays.getByLabel('Bay 1').fill('North')
  await meanwhile(bays, /\/api\/bays\/\d+/, () => bays.getByLabel('Bay 2').fill('South'))
  await expect(bays.getByLabel('Bay 1')).toHaveValue('North')
  await expect(bays.getByLabel('Bay 2')).toHaveValue('South')

  // A bay that is being made is made once, whatever it is called by then.
  await bays.getByRole('button', { name: 'Add a bay' }).click()
  await page.keyboard.type('Across')
  const across = bays.getByRole('textbox').last()
  await meanwhile(bays, /\/api\/bays\?/, () => across.fill('Across the yard'))
  await expect(across).toHaveValue('Across the yard')
  await expect(across).toBeFocused()
  await bays.getByRole('button', { name: 'Save' }).click()
  await expect(bays.getByRole('status')).toHaveText('Saved')
  const { docs: made } = await office.server.rest<{ docs: object[] }>('GET', '/api/bays?sort=position&depth=0')
  expect(made.slice(0, 2)).toMatchObject([{ name: 'North' }, { name: 'South' }])
  expect(made.filter((bay) => JSON.stringify(bay).includes('Across'))).toMatchObject([{ name: 'Across the yard' }])

  const prices = partOf(page, 'Check the prices')
  const cells = prices.getByRole('group', { name: 'Wax & Polish' }).getByRole('textbox')
  await cells.nth(0).fill('90.00')
  await meanwhile(prices, /\/api\/services\/prices/, () => cells.nth(1).fill('110.00'))
  await expect(cells.nth(0)).toHaveValue('90.00')
  await expect(cells.nth(1)).toHaveValue('110.00')
})

test('a name that another bay has is not saved, and what can become no telephone number is said at once', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const bays = partOf(page, 'Name the washing bays')
  const second = bays.getByLabel('Bay 2')
  const kept = await second.inputValue()
  await second.fill(` ${(await bays.getByLabel('Bay 1').inputValue()).toUpperCase()} `)
  await expect(bays).toContainText('Another bay has this name.')
  await expect(bays.getByRole('button', { name: 'Save' })).toBeDisabled()
  await second.fill(kept)
  await expect(bays).not.toContainText('Another bay has this name.')

  const whatsapp = partOf(page, 'Add the WhatsApp number')
  const refusal = whatsapp.getByText('Begin with + and the country code.')
  for (const [typed, isSaid] of [
    ['+60', false],
    ['012', true],
    ['+6o1', true],
  ] as const) {
    await whatsapp.getByLabel('WhatsApp number').fill(typed)
    await expect(refusal, typed).toHaveCount(isSaid ? 1 : 0)
  }
  // More of it could help; whoever is done with it is told, and not left with a button that does nothing.
  await whatsapp.getByLabel('WhatsApp number').fill('+60')
  await whatsapp.getByRole('button', { name: 'Save' }).click()
  await expect(refusal).toBeVisible()
  await whatsapp.getByLabel('WhatsApp number').fill('+601')
  await expect(refusal).toHaveCount(0)
})

test('what was saved stays where the page cannot be read again, and who answers for the server saves nothing', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const bays = partOf(page, 'Name the washing bays')
  const prices = partOf(page, 'Check the prices')
  const cell = prices.getByRole('group', { name: 'Wax & Polish' }).getByRole('textbox').first()
  await page.route(/\/setup/, (route) => route.abort('connectionrefused'))
  await bays.getByLabel('Bay 1').fill('West')
  await bays.getByRole('button', { name: 'Save' }).click()
  await expect(bays.getByRole('status')).toHaveText('Saved')
  await expect(bays.getByLabel('Bay 1')).toHaveValue('West')
  await cell.fill('95')
  await prices.getByRole('button', { name: /^Save/ }).click()
  await expect(prices.getByRole('status')).toHaveText('Saved')
  await expect(cell).toHaveValue('95')
  // It is no change any more, and another one begins from it: nobody else is in between.
  await expect(prices.getByRole('button', { name: /^Save \d/ })).toHaveCount(0)
  await cell.fill('96')
  await prices.getByRole('button', { name: 'Save 1 price', exact: true }).click()
  await expect(prices.getByRole('status')).toHaveText('Saved')
  await page.unroute(/\/setup/)
  // What the server then has takes the place of what was typed.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(cell).toHaveValue('96.00')
  await expect(bays.getByLabel('Bay 1')).toHaveValue('West')

  await page.route(/\/api\/bays\//, (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Sign in to the network</p>' }),
  )
  await bays.getByLabel('Bay 1').fill('East')
  await bays.getByRole('button', { name: 'Save' }).click()
  await expect(bays.getByRole('status')).toContainText('Not saved')
  await expect(bays.getByRole('button', { name: 'Save' })).toBeEnabled()
  await expect(bays.getByLabel('Bay 1')).toHaveValue('East')
})

test('a reading that is late is nobody else’s change of what was saved since', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  // Then it is read after a save alone.
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true }))
  const steps = partOf(page, 'Give each service its steps')
  const prices = partOf(page, 'Check the prices')
  await steps.getByText('Wax & Polish', { exact: true }).click()
  const parts = [
    { part: steps, field: steps.getByLabel('Minutes of step 1'), typed: ['11', '12', '13'] },
    {
      part: prices,
      field: prices.getByRole('group', { name: 'Wax & Polish' }).getByRole('textbox').first(),
      typed: ['71.00', '72.00', '73.00'],
    },
  ]
  /** Lets a reading go that has been answered. */
  const late: (() => void)[] = []
  await page.route(/\/setup$/, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    const response = await route.fetch()
    await new Promise<void>((letGo) => late.push(letGo))
    await route.fulfill({ response })
  })
  for (const { part, field, typed } of parts) {
    const [first, second, third] = typed as [string, string, string]
    const save = async (text: string) => {
      await field.fill(text)
      await part.getByRole('button', { name: /^Save/ }).click()
      await expect(part.getByRole('status'), text).toHaveText('Saved')
    }
    late.length = 0
    await save(first)
    await expect.poll(() => late.length).toBe(1)
    await save(second)
    late[0]?.()
    // The page has what was read before it was saved the second time, and asks again.
    await expect.poll(() => late.length).toBe(2)
    await expect(field).toHaveValue(second)
    await save(third)
    late[1]?.()
    await expect.poll(() => late.length).toBe(3)
    late[2]?.()
    await expect(field).toHaveValue(third)
  }
  await page.reload()
  await steps.getByText('Wax & Polish', { exact: true }).click()
  for (const { field, typed } of parts) await expect(field).toHaveValue(typed.at(-1) as string)
})

test('a server that does not answer takes nothing away that is typed', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const name = partOf(page, 'Give the site its name').getByLabel('Name', { exact: true })
  await name.fill('Half a na')
  // A desk without a printer yet has the page read again and again.
  for (const answer of ['away', 'busy', 'signed out'] as const) {
    const asked: string[] = []
    await page.route(/\/setup/, (route) => {
      asked.push(route.request().method())
      if (answer === 'away') return route.abort('connectionrefused')
      if (answer === 'busy') return route.fulfill({ status: 503 })
      return route.fulfill({ status: 302, headers: { location: '/station/sign-in?from=/setup' } })
    })
    // Each is asked after the one before was answered: a page that was read anew because of that would have been asked for by then.
    for (const looks of [1, 2, 3]) {
      const answered = Promise.race([
        page.waitForEvent('requestfailed', (request) => request.url().includes('/setup')),
        page.waitForEvent('requestfinished', (request) => /\/setup|sign-in/.test(request.url())),
      ])
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await answered
      await expect.poll(() => asked.length).toBeGreaterThanOrEqual(looks)
    }
    expect(new Set(asked), answer).toEqual(new Set(['HEAD']))
    await expect(name).toHaveValue('Half a na')
    await page.unroute(/\/setup/)
  }
})

test('what is typed and focused stays while the page is read again, and where that breaks off', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const page = await office.open(context, '/setup')
  const name = partOf(page, 'Give the site its name').getByLabel('Name', { exact: true })
  const tax = partOf(page, 'Say whether prices include a tax')
  const station = partOf(page, 'Connect another station')
  await tax.getByText('Include a tax', { exact: true }).click()
  await tax.getByLabel('Percent').fill('6.')
  await station.getByText('Cashier', { exact: true }).click()
  await station.getByLabel('Name').fill('front-desk')
  await name.fill('Half a na')
  const selection = () => name.evaluate((field: HTMLInputElement) => [field.selectionStart, field.selectionEnd])
  await name.evaluate((field: HTMLInputElement) => field.setSelectionRange(2, 5))
  const lookAgain = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  async function stays(): Promise<void> {
    await expect(name).toHaveValue('Half a na')
    await expect(name).toBeFocused()
    expect(await selection()).toEqual([2, 5])
    await expect(tax.getByLabel('Percent')).toHaveValue('6.')
    await expect(station.getByLabel('Name')).toHaveValue('front-desk')
  }
  const comes = async (other: string) => {
    await office.server.rest('POST', '/api/stations', { name: other, role: 'cashier' })
    await lookAgain()
    await expect(page.getByRole('button', { name: `Code for ${other}` })).toBeVisible()
  }
  await comes('somebody-else')
  await stays()

  // The server answers that it is there, and is gone before it has answered with the page.
  for (const answer of ['away', 'busy', 'a portal'] as const) {
    await page.route(/\/setup/, (route) => {
      if (route.request().method() === 'HEAD') return route.continue()
      if (answer === 'away') return route.abort('connectionreset')
      if (answer === 'busy') return route.fulfill({ status: 503, contentType: 'text/html', body: '<p>Starting' })
      return route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Sign in to the network' })
    })
    const broken = page.waitForRequest((request) => /\/setup/.test(request.url()) && request.method() !== 'HEAD')
    await lookAgain()
    await (await broken).response().catch(() => null)
    await page.unroute(/\/setup/)
    // A page that had been opened anew would not be the one that is read again here.
    await comes(`after-${answer.replaceAll(' ', '-')}`)
    await stays()
  }
})
