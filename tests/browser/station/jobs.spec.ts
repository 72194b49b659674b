import { expect, lastingTest as test } from './station-page'

test('a step is done with one tap and undone with another', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  const current = page.locator('[aria-current="step"]')
  await expect(current).toContainText('Soap & scrub')
  await page.getByRole('button', { name: 'Step done' }).click()
  await expect(current).toContainText('Rinse')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(current).toContainText('Soap & scrub')
})

test('a skipped step keeps its chosen reason', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('button', { name: 'No supplies' }).click()
  await expect(page.getByText('Skipped: No supplies')).toBeVisible()
})

test('offline, the tap shows at once and is counted as waiting', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1&state=stale')
  await page.getByRole('button', { name: 'Step done' }).click()
  await expect(page.locator('[aria-current="step"]')).toContainText('Rinse')
  // Three waited already.
  await expect(page.getByText('4 actions waiting')).toBeVisible()
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
})

test('a thousand orders: the board draws only what is seen, and the search finds any', async ({ openStation }) => {
  const page = await openStation('?role=cashier&orders=1000')
  expect(await page.locator('[data-order]').count()).toBeLessThan(150)
  await page.keyboard.press('/')
  await page.keyboard.type('0777', { delay: 90 })
  await expect(page.locator('[data-order$="-0777"]')).toBeVisible()
})

test('a car that the desk called off during its wash does not leave the bay without a word', async ({
  openStation,
}) => {
  const page = await openStation('?role=bay&bay=bay-1')
  const callOff = () =>
    page.evaluate(() => {
      const { source } = window.siteInMemory
      const bay = source.get('bay', 'bay-1')
      const [job, order] = [source.get('job', bay?.jobId ?? ''), source.get('order', bay?.orderID ?? '')]
      source.push({
        changes: [
          { kind: 'order', key: order?.orderID, document: { ...order, stage: 'cancelled', bayId: null } },
          { kind: 'job', key: job?.jobId, document: { ...job, status: 'cancelled' } },
          { kind: 'bay', key: 'bay-1', document: { ...bay, status: 'available', orderID: null, jobId: null } },
        ] as never,
      })
      return order?.vehicle?.plate ?? ''
    })
  await expect(page.getByRole('button', { name: 'Step done' })).toBeVisible()
  const plate = await callOff()
  const notice = page.getByRole('alert').filter({ hasText: `${plate} was cancelled` })
  await expect(notice).toContainText('Ask at the desk')
  await notice.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toHaveCount(0)
})

test('a car that the desk moved or put back during its wash does not leave the bay without a word', async ({
  openStation,
}) => {
  const page = await openStation('?role=bay&bay=bay-1')
  const takeAway = (to: string | null) =>
    page.evaluate((toBay) => {
      const { source } = window.siteInMemory
      const bay = source.get('bay', 'bay-1')
      const [job, order] = [source.get('job', bay?.jobId ?? ''), source.get('order', bay?.orderID ?? '')]
      const stage = toBay ? order?.stage : 'open'
      source.push({
        changes: [
          { kind: 'order', key: order?.orderID, document: { ...order, stage, bayId: toBay } },
          { kind: 'job', key: job?.jobId, document: { ...job, bayId: toBay, fromBay: 'bay-1' } },
          { kind: 'bay', key: 'bay-1', document: { ...bay, status: 'available', orderID: null, jobId: null } },
        ] as never,
      })
      return order?.vehicle?.plate ?? ''
    }, to)
  await expect(page.getByRole('button', { name: 'Step done' })).toBeVisible()
  const plate = await takeAway('bay-2')
  const notice = page.getByRole('alert').filter({ hasText: `${plate} was moved to Bay 2` })
  await expect(notice).toBeVisible()
  await notice.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toHaveCount(0)

  await page.reload()
  await expect(page.getByRole('button', { name: 'Step done' })).toBeVisible()
  await takeAway(null)
  await expect(page.getByRole('alert').filter({ hasText: `${plate} was put back in the queue` })).toBeVisible()
})

test('whoever sends a car to another bay from the bay itself is told nothing twice', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1')
  await page.getByRole('button', { name: 'Other bay…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^Bay/ }).first().click()
  await expect(page.getByRole('button', { name: 'Step done' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'was moved' })).toHaveCount(0)
})

test('an order that was written without services says so at its bay, and is washed all the same', async ({
  openStation,
}) => {
  const page = await openStation('?role=bay&bay=bay-1')
  await expect(page.getByRole('button', { name: 'Step done' })).toBeVisible()
  const become = (status: string) =>
    page.evaluate((as) => {
      const { source } = window.siteInMemory
      const job = source.get('job', source.get('bay', 'bay-1')?.jobId ?? '')
      const startedAt = as === 'pending' ? null : new Date(Date.now() - 3_600_000).toISOString()
      const document = { ...job, status: as, title: '', steps: [], startedAt }
      source.push({ changes: [{ kind: 'job', key: job?.jobId, document }] as never })
    }, status)
  await become('pending')
  await expect(page.getByText('No service named')).toBeVisible()
  await expect(page.getByText('Ask at the desk what this car is to have.')).toBeVisible()
  await expect(page.getByText(/\b0\smin/)).toHaveCount(0)
  await become('in_progress')
  await expect(page.getByText('Ask at the desk what this car is to have.')).toBeVisible()
  await expect(page.getByText('All steps done')).toHaveCount(0)
  // Nothing says how long it is to take, so that it is not late.
  await expect(page.getByRole('timer', { name: 'Elapsed' })).not.toContainText(/[a-z]/i)
  await expect(page.getByRole('button', { name: 'Finish', exact: true })).toBeEnabled()
})
