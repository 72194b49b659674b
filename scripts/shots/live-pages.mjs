/**
 * The office's live pages and how to open them on a running server that was started with AX_DEMO=1. The browser tests
 * look at the same list.
 *
 *   const context = await browser.newContext({ baseURL: server.url, ...liveLook({ theme: 'dark', language: 'zh' }) })
 *   await signIn(context, { email, password })
 *   const page = await openLivePage(context, 'order')
 */

/** A path, or a choice of one from the site's snapshot. */
export const LIVE_PAGES = {
  dashboard: '/dashboard',
  queue: '/queue',
  bays: '/bays',
  bay: '/bays/bay-1',
  day: '/day',
  'set-up': '/setup',
  order: ({ orders }) => `/orders/${orderAt(orders, 'billed')}`,
  'order-progress': ({ orders }) => `/orders/${orderAt(orders, 'in_progress')}/progress`,
  'order-completion': ({ orders }) => `/orders/${orderAt(orders, 'completed')}/completion`,
  sites: '/sites',
  connection: '/debug',
}

const orderAt = (orders, wanted) => orders.find(({ stage }) => stage === wanted)?.orderID

/**
 * What a browser context needs to be of a person with this language and theme.
 *
 * @param {{ theme: 'light' | 'dark', language: import('../../lib/domain/languages').Language }} look
 * @returns {import('@playwright/test').BrowserContextOptions}
 */
export function liveLook({ theme, language }) {
  return {
    locale: { en: 'en-MY', ms: 'ms-MY', zh: 'zh-CN', ta: 'ta-MY' }[language],
    colorScheme: theme,
    timezoneId: 'Asia/Kuala_Lumpur',
    reducedMotion: 'reduce',
  }
}

/**
 * Signs the context's person in; its `baseURL` is the server's.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {{ email: string, password: string }} person
 */
export async function signIn(context, { email, password }) {
  const answer = await context.request.post('/api/users/login', { data: { email, password } })
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`)
}

/**
 * Opens one of the pages and waits until its picture is current.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {keyof typeof LIVE_PAGES} name
 */
export async function openLivePage(context, name) {
  const wanted = LIVE_PAGES[name]
  const path = typeof wanted === 'string' ? wanted : wanted(await snapshotOf(context))
  const page = await context.newPage()
  await page.goto(path)
  await page.locator('header output.text-good').waitFor()
  await page.evaluate(() => document.fonts.ready)
  return page
}

async function snapshotOf(context) {
  const answer = await context.request.get('/api/v1/sync/snapshot')
  if (!answer.ok()) throw new Error(`The snapshot answered ${answer.status()}`)
  return answer.json()
}
