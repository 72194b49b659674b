import { expect, type Page, type Route } from '@playwright/test'
import { commandAsAdmin } from '../../support/orders'
import { command } from '../../support/site'
import { officeTest } from './office'

/** What a site sells and does is named in each of the languages that are read there. */
const test = officeTest()

interface Named {
  readonly id?: number
}
interface Service extends Named {
  readonly steps: readonly Named[]
  readonly options: readonly Named[]
}
const UNNAMED = { names: { en: null, ms: null, zh: null, ta: null } }

// As the price list of a site that began before there were names in other languages.
test.beforeAll(async ({ office }) => {
  const { rest } = office.server
  const { docs } = await rest<{ docs: Service[] }>('GET', '/api/services?limit=0&depth=0')
  for (const { id, steps, options } of docs) {
    const without = (rows: readonly Named[]) => rows.map((row) => ({ ...row, ...UNNAMED }))
    await rest('PATCH', `/api/services/${id}`, { ...UNNAMED, steps: without(steps), options: without(options) })
  }
})

const stepsPart = (page: Page) => page.getByRole('region', { name: 'Give each service its steps', exact: true })

test('steps are named in other languages where the owner wants it, and two owners overwrite nothing of each other', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const [page, other] = [await office.open(context, '/setup'), await office.open(context, '/setup')]
  const part = stepsPart(page)
  const show = part.getByRole('button', { name: 'Names in other languages' })
  await part.getByText('Basic Wash', { exact: true }).click()
  await expect(part.getByLabel('Step 3 in 简体中文')).toHaveCount(0)
  await show.click()
  await expect(part.getByLabel('Step 3 in 简体中文')).toHaveAttribute('placeholder', 'Rinse')
  await part.getByLabel('Step 3 in 简体中文').fill('冲洗')
  await part.getByLabel('Step 3 in தமிழ்').fill('அலசு')
  // One name is said one way: the same step of another service is called so too.
  await part.getByText('Premium Wash', { exact: true }).click()
  await expect(part.getByLabel('Step 5 in 简体中文')).toHaveValue('冲洗')

  // The page looks again now and then: it would take the other's save over before it makes its own.
  const looks = (route: Route) => (route.request().method() === 'HEAD' ? route.abort() : route.fallback())
  await page.route('**/setup', looks)
  const others = stepsPart(other)
  await others.getByText('Basic Wash', { exact: true }).click()
  await others.getByLabel('Name of step 1').fill('Hose down')
  await others.getByRole('button', { name: 'Save' }).click()
  await expect(others.getByRole('status')).toHaveText('Saved')

  const sent = page.waitForRequest('**/steps')
  await part.getByRole('button', { name: 'Save' }).click()
  await sent
  await page.unroute('**/setup', looks)
  await expect(part.getByRole('status')).toContainText('Somebody else')
  await part.getByText('Basic Wash', { exact: true }).click()
  await expect(part.getByLabel('Name of step 1')).toHaveValue('Hose down')
  await expect(part.getByLabel('Step 3 in 简体中文')).toHaveValue('冲洗')
  await part.getByRole('button', { name: 'Save' }).click()
  await expect(part.getByRole('status')).toHaveText('Saved')
  // Saved twice in a row, nobody else is in between.
  await part.getByLabel('Minutes of step 3').fill('6')
  await part.getByRole('button', { name: 'Save' }).click()
  await expect(part.getByRole('status')).toHaveText('Saved')
  await show.click()
  await expect(part.getByText('அலசு', { exact: true })).toBeVisible()
  await page.reload()
  await part.getByText('Basic Wash', { exact: true }).click()
  await expect(part.getByLabel('Name of step 1')).toHaveValue('Hose down')
  await expect(part.getByText('冲洗', { exact: true })).toBeVisible()
  // Another name is not what the former one was, and one that another step has is what that is.
  await show.click()
  const chinese = part.getByLabel('Step 3 in 简体中文')
  await part.getByLabel('Name of step 3').fill('Polish')
  await expect(chinese).toHaveValue('')
  await expect(chinese).toHaveAttribute('placeholder', 'Polish')
  await part.getByLabel('Name of step 3').fill('Rinse')
  await expect(chinese).toHaveValue('冲洗')
  await chinese.fill('')
  await expect(chinese).toHaveAttribute('placeholder', 'Rinse')
  await part.getByRole('button', { name: 'Save' }).click()
  await expect(part.getByRole('status')).toHaveText('Saved')
})

test('bay, desk, papers, day and panel say names in the language of their reader', async ({ browser, office }) => {
  const { server } = office
  const found = await server.rest<{
    docs: { id: number; steps: { key: string }[]; options: { optionId: string }[] }[]
  }>('GET', '/api/services?where[serviceId][equals]=premium-wash')
  const [service] = found.docs
  if (!service) throw new Error('The price list is empty')
  await server.rest('PATCH', `/api/services/${service.id}`, {
    names: { zh: '精洗', ta: 'சிறப்பு' },
    steps: service.steps.map((step) => (step.key === 'pre-wash' ? { ...step, names: { zh: '预洗' } } : step)),
    options: service.options.map((option) =>
      option.optionId === 'quick-wax' ? { ...option, names: { zh: '快速打蜡' } } : option,
    ),
  })
  const made = await command(server, 'order.create', {
    plate: 'NAM 7',
    vehicleType: 'sedan',
    services: [{ serviceId: 'premium-wash', optionIds: ['quick-wax'] }],
  })
  if (made.status !== 'applied') throw new Error(JSON.stringify(made))
  const orderID = String(made.orderID)
  await command(server, 'bay.assign', { bayId: 'bay-1', orderID })

  const chinese = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  await office.admit(chinese)
  const bay = await office.open(chinese, '/station?role=bay&bay=bay-1&lang=zh')
  await expect(bay.getByRole('list', { name: '步骤' })).toContainText('预洗')
  await expect(bay.getByRole('list', { name: '步骤' })).toContainText('快速打蜡')
  await expect(bay.getByRole('list', { name: '步骤' })).toContainText('Snow foam')
  await expect(bay.getByText('精洗')).toBeVisible()
  const desk = await office.open(chinese, '/station?role=cashier&lang=zh')
  await desk.locator('[data-order]').filter({ hasText: 'NAM 7' }).first().click()
  const order = desk.getByRole('dialog')
  await expect(order).toContainText('精洗')
  await expect(order).toContainText('快速打蜡')
  await order.getByRole('button', { name: '收据…' }).click()
  const paper = desk.getByRole('dialog').last().locator('article')
  await expect(paper).toContainText('精洗')
  await desk.getByRole('dialog').last().getByText('English', { exact: true }).click()
  await expect(paper).toContainText('Premium Wash')
  await desk.getByRole('dialog').last().getByText('தமிழ்', { exact: true }).click()
  await expect(paper).toContainText('சிறப்பு')
  await desk.keyboard.press('Escape')
  await order.getByRole('button', { name: '工单…' }).click()
  await expect(desk.getByRole('dialog').last().locator('article')).toContainText('预洗')

  await command(server, 'order.setPayment', { orderID, action: 'pay', method: 'card', amount: 4_700 })
  const { docs: jobs } = await server.rest<{ docs: { jobId: string }[] }>(
    'GET',
    `/api/jobs?where[orderID][equals]=${orderID}`,
  )
  await commandAsAdmin(server, 'job.start', { jobId: String(jobs[0]?.jobId) })
  await bay.getByRole('button', { name: '跳过', exact: true }).click()
  await expect(bay.getByRole('dialog')).toContainText('预洗')
  await bay.keyboard.press('Escape')
  const bays = await office.open(chinese, '/bays')
  await expect(bays.getByRole('main')).toContainText('预洗')
  const setUp = await office.open(chinese, '/setup')
  await expect(setUp.getByRole('group', { name: '精洗', exact: true })).toBeVisible()
  const washing = await office.open(chinese, '/bays/bay-1')
  await expect(washing.getByRole('list').getByText('预洗')).toBeVisible()
  await expect(washing.getByRole('heading', { name: '精洗' })).toBeVisible()
  const day = await office.open(chinese, '/day')
  await expect(day.getByRole('main')).toContainText('精洗')
  const table = await chinese.request.get(office.address('/day/report'))
  expect(await table.text()).toContain('精洗')
  const panel = await chinese.newPage()
  await panel.goto(office.address(`/admin/collections/services/${service.id}`))
  await expect(panel.getByText('预洗').first()).toBeVisible()
  await chinese.close()
})
