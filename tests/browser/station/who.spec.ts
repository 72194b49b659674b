import type { Page } from '@playwright/test'
import { PIN_OF_ALL } from '@/renderer/fixtures/team'
import { axeFindings, expect, smallTargets, test } from './station-page'

const asks = (page: Page) => page.getByRole('dialog', { name: 'Who is it?' })

async function enter(page: Page, name: string | RegExp, pin: string): Promise<void> {
  await asks(page).getByRole('button', { name }).click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
}

/** Who the commands that were sent name, oldest first. */
const named = (page: Page) => page.evaluate(() => window.siteInMemory.source.sent.map(({ person }) => person ?? null))

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a screen asks who it is, bears the name, and asks again when they change and after a time untouched', async ({
  openStation,
  page,
}) => {
  await page.clock.install()
  await openStation('?role=bay&bay=bay-1&who=5')
  await expect(asks(page)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  expect(await smallTargets(page, 44)).toEqual([])
  // Nobody goes past it without saying who they are.
  await page.keyboard.press('Escape')
  await expect(asks(page)).toBeVisible()

  await enter(page, /^Siti/, '1357')
  await expect(page.getByRole('alert').filter({ hasText: 'not the PIN' })).toBeVisible()
  await page.keyboard.type(PIN_OF_ALL)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const who = page.getByRole('button', { name: /: change who works here$/ })
  await expect(who).toHaveAccessibleName(/^Siti Aminah/)
  await press(page, 'Pause')
  await expect.poll(() => named(page)).toEqual(['1'])

  // Somebody without a PIN says so by a tap; whoever asked by mistake goes back.
  await who.click()
  await page.keyboard.press('Escape')
  await expect(who).toHaveAccessibleName(/^Siti Aminah/)
  await who.click()
  await asks(page).getByRole('button', { name: /^Ravi/ }).click()
  await expect(who).toHaveAccessibleName(/^Ravi/)
  await press(page, 'Resume')
  await expect.poll(() => named(page)).toEqual(['1', '2'])

  await page.clock.fastForward('04:00')
  await page.keyboard.press('Shift')
  await page.clock.fastForward('04:00')
  await expect(asks(page)).toHaveCount(0)
  await page.clock.fastForward('01:30')
  await expect(asks(page)).toBeVisible()
})

test('without a server whoever is not known here goes on without a name; a board asks nobody', async ({
  openStation,
  page,
}) => {
  await page.clock.install()
  await openStation('?role=bay&who=0&state=stale')
  // Also from the PIN that cannot be checked now.
  await asks(page).getByRole('button', { name: /^Siti/ }).click()
  await page.getByRole('dialog', { name: /^Siti/ }).getByRole('button', { name: 'Go on without a name' }).click()
  await expect(page.getByRole('button', { name: /^No name/ })).toBeVisible()
  // It asks again once there is a server, and not while somebody works.
  await page.clock.fastForward('10:00')
  await expect(asks(page)).toHaveCount(0)
  await press(page, 'Sync now')
  await page.clock.fastForward('00:50')
  await page.keyboard.press('Shift')
  await page.clock.fastForward('00:50')
  await expect(asks(page)).toHaveCount(0)
  await page.clock.fastForward('00:20')
  await expect(asks(page)).toBeVisible()
  await openStation('?role=board&who=0')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a PIN is heard wherever the finger was last, and stands in no field in clear', async ({ openStation, page }) => {
  await openStation('?role=cashier&who=0')
  await asks(page).getByRole('button', { name: /^Ravi/ }).click()
  await page.getByText('BQS 77').first().click()
  await page.getByRole('button', { name: 'Discount…' }).click()
  await page.getByLabel('How much is taken off?').fill('20')
  await page.getByLabel('Why?', { exact: true }).fill('Came back dirty')
  await page.getByRole('button', { name: /^Take off/ }).click()
  const question = page.getByRole('dialog', { name: /Tan Wei Jie/ })
  for (const gap of [0, 120]) {
    // Beside the keys of the pad: the focus is the dialog's.
    await question.getByRole('heading').click()
    await page.keyboard.type('1357', { delay: gap })
    await expect(question.getByLabel('4 digits entered')).toBeAttached()
    await page.keyboard.press('Enter')
    await expect(question.getByRole('alert').filter({ hasText: 'not the PIN' })).toBeVisible()
  }
  expect(await page.getByPlaceholder('Plate, number, name or phone').inputValue()).toBe('')
  await question.getByRole('heading').click()
  await page.keyboard.type(PIN_OF_ALL)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => window.siteInMemory.source.sent.length)).toBe(1)
})

/** Who works there, as the server tells from now on. */
const teamIs = (page: Page, names: readonly string[]) =>
  page.evaluate((those) => {
    const { host } = window.siteInMemory
    const before = host.people as typeof host.people & { read?: typeof host.people }
    const read = before.read ?? before
    const people = async () => {
      const told = await read()
      return { ...told, team: told.team.filter(({ name }) => those.includes(name)) }
    }
    Object.assign(host, { people: Object.assign(people, { read }) })
  }, names)

test('what takes more is approved on the spot by a manager’s PIN, and the command says so', async ({
  openStation,
  page,
}) => {
  await openStation('?role=cashier&who=0')
  await asks(page).getByRole('button', { name: /^Ravi/ }).click()
  // A washer at the desk takes orders and sends cars on; money is a cashier's.
  await expect(page.getByRole('button', { name: 'Shift 12' })).toHaveCount(0)
  await page.getByText('BQS 77').first().click()
  await expect(page.getByRole('button', { name: 'Cash', exact: true })).toBeDisabled()
  await expect(page.getByText('Money is for a cashier')).toBeVisible()
  await page.getByRole('button', { name: 'Discount…' }).click()
  await page.getByLabel('How much is taken off?').fill('4')
  await page.getByLabel('Why?', { exact: true }).fill('Rain began')
  await expect(page.getByText('A manager approves this with their PIN.')).toBeVisible()
  await page.getByRole('button', { name: /^Take off/ }).click()
  const question = page.getByRole('dialog', { name: 'Who approves it?' })
  expect(await axeFindings(page)).toEqual([])
  await question.getByRole('button', { name: /^Siti/ }).click()
  await page.keyboard.type(PIN_OF_ALL)
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.siteInMemory.source.sent.map(({ type, person, approvedBy }) => [type, person, approvedBy]),
      ),
    )
    .toEqual([['order.setDiscount', '2', '1']])

  // Beyond what a manager may there is one alone who can approve, and is asked for at once.
  await page.getByRole('button', { name: 'Discount…' }).click()
  await page.getByLabel('How much is taken off?').fill('20')
  await page.getByLabel('Why?', { exact: true }).fill('Came back dirty')
  await page.getByRole('button', { name: /^Take off/ }).click()
  await expect(page.getByRole('dialog', { name: /Tan Wei Jie/ })).toBeVisible()

  // Nobody is offered who has left since this page read the team.
  await page.keyboard.press('Escape')
  await teamIs(page, ['Ravi', 'Tan Wei Jie'])
  await page.getByLabel('How much is taken off?').fill('4')
  await page.getByRole('button', { name: /^Take off/ }).click()
  await expect(page.getByRole('dialog', { name: /Tan Wei Jie/ })).toBeVisible()

  // What nobody there can approve is refused with the most that somebody could.
  await page.keyboard.press('Escape')
  await teamIs(page, ['Ravi', 'Siti Aminah'])
  await page.getByRole('button', { name: /^Take off/ }).click()
  await expect(page.getByRole('dialog', { name: /Siti Aminah/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByLabel('How much is taken off?').fill('20')
  await expect(page.getByText('More than 50 % is not taken off here')).toBeVisible()
  // A manager alone is told who may, and how.
  await expect(page.getByText('at their own sign-in, from wherever they are, or with their PIN here')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Take off/ })).toBeDisabled()

  await page.reload()
  await enter(page, /^Mei Ling/, PIN_OF_ALL)
  await expect(page.getByRole('button', { name: 'Shift 12' })).toBeVisible()
  await page.getByText('BQS 77').first().click()
  await expect(page.getByRole('button', { name: 'Cash', exact: true })).toBeEnabled()
})
