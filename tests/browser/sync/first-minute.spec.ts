import { type BrowserContext, expect, type Page } from '@playwright/test'
import { CHAPTERS } from '@/cms/app/(web)/help/manual'
import { PICTURES } from '@/cms/app/(web)/help/pictures'
import { expectLive, type Office, OWNER, officeTest, problemsOf } from './office'

const test = officeTest()

const STAFF = { email: 'siti@example.test', password: 'another long password' }
const LANGUAGES = [
  { locale: 'en-MY', title: 'There is no such page', start: 'To the start', usedLink: 'no longer works' },
  { locale: 'ms-MY', title: 'Tiada halaman ini', start: 'Ke permulaan', usedLink: 'tidak lagi berfungsi' },
  { locale: 'zh-CN', title: '没有这个页面', start: '回到首页', usedLink: '已失效' },
  { locale: 'ta-IN', title: 'இப்படி ஒரு பக்கம் இல்லை', start: 'தொடக்கத்திற்கு', usedLink: 'வேலை செய்யாது' },
] as const

test('the printed link leads the owner to the dashboard with the first steps; used again, to a sign-in that says so', async ({
  browser,
  office,
}) => {
  const owner = await browser.newContext({ locale: 'en-MY' })
  const page = await owner.newPage()
  await page.goto(office.signInLink())
  await expect(page).toHaveURL(/\/dashboard$/)
  await expectLive(page)
  const steps = page.getByRole('region', { name: 'First steps' })
  const item = (name: string) => steps.getByRole('listitem').filter({ hasText: name })
  for (const name of ['Give the site its name', 'Check the prices', 'Take the first order']) {
    await expect(item(name).getByRole('img', { name: 'to do' })).toBeVisible()
  }
  await item('Check the prices').getByRole('link').click()
  await expect(page).toHaveURL(/\/setup#prices$/)

  const { docs } = await office.server.rest<{ docs: { id: number }[] }>('GET', '/api/tenants')
  await office.server.rest('PATCH', `/api/tenants/${docs[0]?.id}`, { name: 'Ampang' })
  await office.server.createOrder({ plate: 'ONE 1' })
  await page.goto(office.address('/'))
  await expect(page).toHaveURL(/\/dashboard$/)
  await expect(item('Give the site its name').getByRole('img', { name: 'done' })).toBeVisible()
  await expect(item('Take the first order').getByRole('img', { name: 'done' })).toBeVisible()
  await expect(item('Check the prices').getByRole('img', { name: 'to do' })).toBeVisible()
  await owner.close()

  for (const { locale, usedLink } of LANGUAGES) {
    const stranger = await browser.newContext({ locale })
    const used = await stranger.newPage()
    await used.goto(office.signInLink())
    await expect(used).toHaveURL(/\/station\/sign-in\?/)
    await expect(used.getByRole('status').filter({ hasText: usedLink })).toBeVisible()
    await stranger.close()
  }
})

test('the first address leads everyone to the own place', async ({ browser, office }) => {
  await office.server.rest('POST', '/api/users', { ...STAFF, name: 'Siti', role: 'staff', tenant: 'main' })
  const stranger = await browser.newContext()
  const page = await stranger.newPage()
  await page.goto(office.address('/'))
  await page.getByLabel('Email').fill(STAFF.email)
  await page.getByLabel('Password').fill(STAFF.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/station$/)
  await stranger.close()
})

test('an address where nothing is says so in the product’s look, in each language, and leads on', async ({
  browser,
  office,
}) => {
  for (const { locale, title, start } of LANGUAGES) {
    const context = await browser.newContext({ locale, colorScheme: 'dark' })
    const page = await context.newPage()
    const problems = problemsOf(page)
    for (const path of ['/orders', '/reports', '/help/x']) {
      const answer = await page.goto(office.address(path))
      expect(answer?.status()).toBe(404)
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(page).toHaveTitle(`${title} · AX Station`)
    }
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(13, 15, 18)')
    // The browser's own line about the status is not an error of the page.
    expect(problems.filter((text) => !text.includes('status of 404'))).toEqual([])
    await page.getByRole('link', { name: start }).click()
    await expect(page).toHaveURL(/\/station\/sign-in/)
    await context.close()
  }
})

test('one account menu on each page says who is here and leads to the other parts', async ({ browser, office }) => {
  const context = await browser.newContext({ locale: 'en-MY' })
  await office.admit(context, OWNER)
  const page = await office.open(context, '/dashboard')
  await expectPlaces(page)
  for (const path of ['/queue', '/bays', '/station?role=cashier', '/station?role=bay&bay=bay-1']) {
    await page.goto(office.address(path))
    await expectPlaces(page)
  }
  await page.getByRole('link', { name: 'Help' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible()
  await page.getByRole('link', { name: 'To the start' }).click()
  await expect(page).toHaveURL(/\/dashboard$/)
  await signOutOfStation(context, office)
})

/** What the server drew takes no tap until the page has come to life; then it says that it is current. */
const alive = (page: Page) => expect(page.locator('output.text-good').first()).toBeVisible()

async function expectPlaces(page: Page): Promise<void> {
  await alive(page)
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  const menu = page.getByRole('dialog', { name: 'Account, language and theme' })
  await expect(menu).toContainText(/Administrator · (My site|Ampang)/)
  const places = menu.getByRole('navigation').getByRole('link')
  await expect(places).toHaveText([
    ...['Dashboard', 'Day', 'Station', 'Set up the site', 'Admin panel', 'Personal data', 'Help'],
  ])
  await expect(menu.getByRole('button', { name: 'Sign out' })).toBeVisible()
}

async function signOutOfStation(context: BrowserContext, office: Office): Promise<void> {
  const page = await context.newPage()
  await page.goto(office.address('/station?role=cashier'))
  await alive(page)
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/station\/sign-in/)
}

test('the manual is there for everyone, in each language and on a phone, without overflow', async ({
  browser,
  office,
}) => {
  const titles = { 'en-MY': 'Help', 'ms-MY': 'Bantuan', 'zh-CN': '帮助', 'ta-IN': 'உதவி' }
  for (const [locale, title] of Object.entries(titles)) {
    const context = await browser.newContext({ locale, viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    const problems = problemsOf(page)
    await page.goto(office.address('/station/sign-in'))
    await page.getByRole('link', { name: title }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.getByRole('region')).toHaveCount(CHAPTERS.length)
    const pictures = page.getByRole('figure')
    await expect(pictures).toHaveCount(PICTURES.length)
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded()
      await expect(picture.locator('img')).toHaveJSProperty('naturalWidth', 1366)
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await context.close()
  }
})
