import type { Page } from '@playwright/test'
import { hearNotes } from './notes'
import { expect, test } from './station-page'

declare global {
  interface Window {
    /** What became of the machine's sound, in order. */
    soundStates: string[]
  }
}

/** Events as a server sends them when orders come in: made empty and initiated later, or initiated at once. */
async function arrive(
  page: Page,
  ...events: readonly { kind: 'created' | 'initiated'; orderID: string; stage: string }[]
) {
  await page.evaluate((news) => {
    const { source } = window.siteInMemory
    const model = source.get('order', source.keys('order')[0] as string)
    source.push({
      events: news.map(({ kind, orderID, stage }) => {
        const order = { ...model, orderID, stage }
        const base = {
          id: `event_demo_${Math.random()}`,
          orderID,
          tenantId: 'main',
          timestamp: new Date().toISOString(),
        }
        return kind === 'created'
          ? { ...base, eventType: 'order_created', data: { order } }
          : { ...base, eventType: 'stage_change', data: { previousStage: 'empty', newStage: stage, order } }
      }) as never,
    })
  }, events)
}

test('a newly initiated order is counted, badged in the title, read out and chimed for', async ({
  page,
  openStation,
}) => {
  const notes = await hearNotes(page)
  await openStation('?role=cashier')
  const plain = await page.title()
  await page.getByRole('button', { name: 'Chime for new orders: off' }).click()
  await expect(page.getByRole('button', { name: 'Chime for new orders: on' })).toBeVisible()
  await arrive(page, { kind: 'created', orderID: 'AX-1', stage: 'initiated' })
  await expect(page.getByRole('button', { name: '1 new order' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '1 new order' })).toHaveCount(1)
  expect(await page.title()).toBe(`(1) ${plain}`)
  expect(await notes()).toBe(2)
  await page.getByRole('button', { name: '1 new order' }).click()
  expect(await page.title()).toBe(plain)
  await expect(page.getByRole('button', { name: /new order$/ })).toHaveCount(0)
})

test('an order that is made first and initiated later counts once; other changes not at all', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  await arrive(page, { kind: 'created', orderID: 'AX-1', stage: 'empty' })
  await arrive(page, { kind: 'initiated', orderID: 'AX-1', stage: 'initiated' })
  await arrive(
    page,
    { kind: 'initiated', orderID: 'AX-2', stage: 'initiated' },
    { kind: 'initiated', orderID: 'AX-2', stage: 'initiated' },
    { kind: 'initiated', orderID: 'AX-3', stage: 'open' },
  )
  await expect(page.getByRole('button', { name: '2 new orders' })).toBeVisible()
  expect(await page.title()).toMatch(/^\(2\) /)
})

test('the machine’s sound runs for the chime and rests after it, each time', async ({ page, openStation }) => {
  await page.addInitScript(() => {
    window.soundStates = []
    window.AudioContext = class extends AudioContext {
      constructor() {
        super()
        this.addEventListener('statechange', () => window.soundStates.push(this.state))
      }
    }
  })
  const states = () => page.evaluate(() => window.soundStates)
  await openStation('?role=cashier')
  await page.getByRole('button', { name: 'Chime for new orders: off' }).click()
  await arrive(page, { kind: 'created', orderID: 'AX-1', stage: 'initiated' })
  await expect.poll(states).toEqual(['running', 'suspended'])
  await arrive(page, { kind: 'created', orderID: 'AX-2', stage: 'initiated' })
  await expect.poll(states).toEqual(['running', 'suspended', 'running', 'suspended'])
})

test('without sounds nothing is played', async ({ page, openStation }) => {
  const notes = await hearNotes(page)
  await openStation('?role=cashier')
  await arrive(page, { kind: 'created', orderID: 'AX-1', stage: 'initiated' })
  await expect(page.getByRole('button', { name: '1 new order' })).toBeVisible()
  expect(await notes()).toBe(0)
})

test('behind the settings they go on being counted and chimed for, and end with the desk', async ({
  page,
  openStation,
}) => {
  const notes = await hearNotes(page)
  await openStation('?role=cashier')
  await page.getByRole('button', { name: 'Chime for new orders: off' }).click()
  await arrive(page, { kind: 'created', orderID: 'AX-1', stage: 'initiated' })
  await expect.poll(() => page.title()).toMatch(/^\(1\) /)
  await page.getByRole('button', { name: 'Settings' }).click()
  await arrive(page, { kind: 'created', orderID: 'AX-2', stage: 'initiated' })
  await expect.poll(() => page.title()).toMatch(/^\(2\) /)
  expect(await notes()).toBe(4)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('button', { name: '2 new orders' })).toBeVisible()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByText('Queue board', { exact: true }).first().click()
  await expect.poll(() => page.title()).not.toMatch(/^\(/)
})

test('the order one has just made oneself is no news; the next one of the same car is', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await page.getByRole('button', { name: 'New order', exact: true }).click()
  const model = await page.evaluate(() => {
    const { source } = window.siteInMemory
    return source.get('order', source.keys('order')[0] as string)?.vehicle?.plate ?? ''
  })
  await page.getByLabel('Number plate').fill(model)
  await page.getByRole('dialog').getByRole('group', { name: 'Services' }).getByText('Basic Wash').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Create|^Make another/ })
    .click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await arrive(page, { kind: 'created', orderID: 'AX-1', stage: 'initiated' })
  await arrive(page, { kind: 'created', orderID: 'AX-2', stage: 'initiated' })
  await expect(page.getByRole('button', { name: '1 new order' })).toBeVisible()
})
