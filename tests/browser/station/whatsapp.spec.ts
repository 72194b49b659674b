import { expect } from '@playwright/test'
import { create } from 'qrcode'
import { test } from '../../support/hold-off'
import { startServer, type TestServer } from '../../support/server'
import { serviceAccount } from '../../support/service-account'
import { newOrder, readLog, rowOf } from '../../support/site'

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server?.stop()
})

/** What a camera would see: the dark modules of a code for `text`. */
function modulesOf(text: string): number {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return modules.data.reduce((sum, module) => sum + module, 0)
}

test('no number: who sets it and where; then the code, its event, and the customer who comes, live', async ({
  page,
}) => {
  const orderID = await newOrder(server)
  await page.context().addCookies([{ name: server.cookieName, value: server.adminToken, url: server.url }])
  await page.goto(`${server.url}/station?role=cashier`)
  // What the server drew takes no tap until the page has come to life.
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  await page.locator('[data-order]').filter({ hasText: 'WXY 1234' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'QR for the customer' }).click()
  await expect(dialog.getByText('No WhatsApp number yet')).toBeVisible()
  await expect(dialog.getByText(/administrator.*WhatsApp number.*Set up the site/)).toBeVisible()

  const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/tenants')
  await server.rest('PATCH', `/api/tenants/${docs[0]?.id}`, { whatsappNumber: '+60 12-345 6789' })
  await dialog.getByRole('button', { name: 'Look again' }).click()
  const code = dialog.getByRole('img', { name: /QR code/ })
  await expect(code).toBeVisible()
  const link = `https://wa.me/60123456789?text=${encodeURIComponent(`Hello, this is about my order ${orderID}`)}`
  const drawn = (await code.locator('path').getAttribute('d')) ?? ''
  expect(drawn.split('M').length - 1).toBe(modulesOf(link))

  await expect
    .poll(async () => (await readLog(server, await start())).map(({ eventType }) => eventType))
    .toContain('qr_generated')
  await expect(dialog.getByText('Waiting for the customer to scan')).toBeVisible()
  const answer = await fetch(`${server.url}/api/orders/${await rowOf(server, orderID)}`, {
    method: 'PATCH',
    headers: { ...(await serviceAccount(server)).headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ whatsappLinked: true }),
  })
  expect(answer.status).toBe(200)
  await expect(dialog.getByText('Customer is connected on WhatsApp').first()).toBeVisible()
  expect((await readLog(server, await start())).map(({ eventType }) => eventType)).toContain('whatsapp_connected')
})

/** The cursor before the log's first event. */
async function start(): Promise<string> {
  const { epoch } = await server.rest<{ epoch: string }>('GET', '/api/v1/sync/health')
  return `event_${epoch}_0`
}
