import { type Browser, expect, type Page } from '@playwright/test'
import { expectLive, type Office, officeTest, problemsOf } from './office'

const test = officeTest()

async function viewer(browser: Browser, office: Office, options: Parameters<Browser['newContext']>[0]) {
  const context = await browser.newContext(options)
  await office.admit(context)
  return context
}

const canvas = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const LIGHT = 'rgb(243, 244, 246)'
const DARK = 'rgb(13, 15, 18)'

test('a first visit is in the language that the browser asks for', async ({ browser, office }) => {
  for (const [locale, lang, heading] of [
    ['en-GB', 'en', 'Dashboard'],
    ['ms-MY', 'ms', 'Papan pemuka'],
    ['zh-CN', 'zh-Hans', '总览'],
    ['ta-IN', 'ta', 'முகப்பு'],
    ['fr-FR', 'en', 'Dashboard'],
  ] as const) {
    const context = await viewer(browser, office, { locale })
    const html = await office.drawn(context, '/dashboard')
    expect(html, locale).toContain(`lang="${lang}"`)
    expect(html, locale).toContain(`>${heading}</h1>`)
    await context.close()
  }
})

test('the language is switched at once, without a reload, and is the same after one and at the station', async ({
  browser,
  office,
}) => {
  const context = await viewer(browser, office, { locale: 'en-GB' })
  const page = await office.open(context, '/dashboard')
  const problems = problemsOf(page)
  let loads = 0
  page.on('load', () => loads++)
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('radio', { name: '简体中文' }).press('Space')
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toHaveText('总览')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await expect(page).toHaveTitle('总览 · AX Station')
  expect(loads).toBe(0)
  await page.reload()
  await expectLive(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('总览')
  const html = await office.drawn(context, '/queue')
  expect(html).toContain('lang="zh-Hans"')
  expect(html).toContain('>排队</h1>')
  expect(await office.drawn(context, '/station')).toContain('车牌、单号、姓名或电话')
  expect(problems).toEqual([])
  await context.close()
})

test('a page has its title at every moment, also on the way to the next by a link', async ({ browser, office }) => {
  const context = await viewer(browser, office, { locale: 'en-GB' })
  const page = await office.open(context, '/dashboard')
  const problems = problemsOf(page)
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { titlesSeen: seen })
    const look = () => seen.at(-1) === document.title || seen.push(document.title)
    look()
    new MutationObserver(look).observe(document.head, { childList: true, characterData: true, subtree: true })
  })
  const pages = page.getByRole('navigation', { name: 'Pages' })
  for (const name of ['Queue', 'Bays', 'Day', 'Dashboard']) {
    await pages.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page).toHaveTitle(`${name} · AX Station`)
  }
  expect(await page.evaluate(() => (window as unknown as { titlesSeen: string[] }).titlesSeen)).toEqual(
    ['Dashboard', 'Queue', 'Bays', 'Day', 'Dashboard'].map((name) => `${name} · AX Station`),
  )
  for (const path of ['/dashboard', '/help', '/sites', '/station', '/station/shell']) {
    expect((await office.drawn(context, path)).match(/<title>[^<]+/g) ?? [], path).toHaveLength(1)
  }
  // What is not there on a live page is drawn by the browser.
  await page.goto(office.address('/orders/AX-0'))
  await expect(page).toHaveTitle('Order AX-0 · AX Station')
  await expect(page.locator('head > title')).toHaveCount(1)
  // The browser's own line about the status is not an error of the page.
  expect(problems.filter((text) => !text.includes('status of 404'))).toEqual([])
  await context.close()
})

test('the theme follows the system from the first paint on, also without script, and when the system changes', async ({
  browser,
  office,
}) => {
  const without = await viewer(browser, office, { colorScheme: 'dark', javaScriptEnabled: false })
  const bare = await without.newPage()
  await bare.goto(office.address('/dashboard'))
  await expect(bare.locator('body')).toHaveCSS('background-color', DARK)
  await without.close()

  const context = await viewer(browser, office, { colorScheme: 'dark' })
  const page = await office.open(context, '/dashboard')
  expect(await canvas(page)).toBe(DARK)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await canvas(page)).toBe(LIGHT)
  await context.close()
})

test('a chosen theme wins over the system, and survives a reload without a flash', async ({ browser, office }) => {
  const context = await viewer(browser, office, { colorScheme: 'light' })
  const page = await office.open(context, '/dashboard')
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('radio', { name: 'Dark' }).press('Space')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await canvas(page)).toBe(DARK)
  expect(await office.drawn(context, '/dashboard')).toMatch(/<html[^>]*data-theme="dark"/)
  await page.reload()
  await expectLive(page)
  expect(await canvas(page)).toBe(DARK)
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('radio', { name: 'As the system' }).press('Space')
  expect(await canvas(page)).toBe(LIGHT)
  expect(await office.drawn(context, '/dashboard')).not.toMatch(/<html[^>]*data-theme/)
  await context.close()
})

test('a page that is not there is as dark as the others before it has its styles', async ({ browser, office }) => {
  const context = await viewer(browser, office, { colorScheme: 'dark' })
  const schemeOf = async () =>
    /<meta name="color-scheme" content="([^"]*)"/.exec(await office.drawn(context, '/nope'))?.[1]
  expect(await schemeOf()).toBe('light dark')
  const page = await office.open(context, '/dashboard')
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('radio', { name: 'Light' }).press('Space')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  expect(await schemeOf()).toBe('light')
  await context.close()
})

test('choosing a look leaves the station’s other settings alone', async ({ browser, office }) => {
  const context = await viewer(browser, office, {})
  const station = await context.newPage()
  await station.goto(office.address('/station?role=board'))
  await expect(station.getByRole('heading', { name: 'Washing', exact: true })).toBeVisible()
  const page = await office.open(context, '/dashboard')
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('radio', { name: 'Bahasa Melayu' }).press('Space')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ms')
  await station.goto(office.address('/station'))
  await expect(station.getByRole('heading', { name: 'Dicuci', exact: true })).toBeVisible()
  await context.close()
})

test('times are the site’s, wherever the viewer is, and say so where the viewer’s clock shows another', async ({
  browser,
  office,
}) => {
  const order = await office.server.createOrder()
  const doc = await office.server.rest<{ createdAt: string }>('GET', `/api/orders/${order.id}`)
  const clock = (timeZone: string) =>
    new Intl.DateTimeFormat('en-MY', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
      Date.parse(doc.createdAt),
    )
  const context = await viewer(browser, office, { timezoneId: 'America/New_York', locale: 'en-MY' })
  const path = `/orders/${order.orderID}`
  expect(await office.drawn(context, path)).toContain(`>${clock('Asia/Kuala_Lumpur')}</time>`)
  const page = await office.open(context, path)
  await expect(page.locator('time').first()).toHaveText(clock('Asia/Kuala_Lumpur'))
  await expect(page.getByText(/Times are those of the site: .*GMT\+8/)).toBeVisible()
  await context.close()
})

test('everything is reached by keyboard: past the head, through the menu and back', async ({ browser, office }) => {
  const context = await viewer(browser, office, {})
  const page = await office.open(context, '/queue')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('region', { name: 'VIP' }).getByRole('button')).toBeFocused()

  // By its place: its name changes with the language.
  const menu = page.getByRole('banner').getByRole('button')
  await menu.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeFocused()
  // Past the places it leads to.
  const english = page.getByRole('radio', { name: 'English' })
  for (const place of await page.getByRole('dialog').getByRole('link').all()) {
    await page.keyboard.press('Tab')
    await expect(place).toBeFocused()
  }
  await page.keyboard.press('Tab')
  await expect(english).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ms')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(menu).toBeFocused()
  await context.close()
})

test('on a telephone the tabs are whole in each language, words are not broken, and no page is wider than it', async ({
  browser,
  office,
}) => {
  for (const locale of ['en-GB', 'ms-MY', 'zh-CN', 'ta-IN']) {
    const context = await viewer(browser, office, { locale, viewport: { width: 390, height: 844 } })
    const page = await office.open(context, '/dashboard')
    const tabs = page.locator('header nav a > span')
    await expect(tabs).toHaveCount(4)
    for (const tab of await tabs.all())
      expect(await tab.evaluate((label) => label.scrollWidth - label.clientWidth), locale).toBeLessThanOrEqual(1)
    // A word wider than its line is broken.
    const labels = page.locator('dt > span')
    await expect(labels).toHaveCount(4)
    for (const label of await labels.all()) {
      const words = await label.evaluate((span) => {
        span.style.flex = 'none'
        span.style.width = 'min-content'
        span.style.overflowWrap = 'normal'
        const widest = span.getBoundingClientRect().width
        span.style.cssText = ''
        return widest - span.getBoundingClientRect().width
      })
      expect(words, locale).toBeLessThanOrEqual(1)
    }
    await page.goto(office.address('/admin/account'))
    await expect(page.locator('.payload-settings')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth), locale).toBe(390)
    await context.close()
  }
})
