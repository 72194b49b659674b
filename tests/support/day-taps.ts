import { expect, type Locator, type Page } from '@playwright/test'
import { closeOrder, press } from './main-jobs/taps'

/** What people do at the screens in one day of a site. */

export const TEAM = [
  { name: 'Ravi', position: 'washer', pin: '1357' },
  { name: 'Mei', position: 'cashier', pin: '2468' },
  { name: 'Farah', position: 'manager', pin: '9753' },
] as const

/** `RM 1,234.50`, as the screens write it. */
export const ringgit = (sen: number) =>
  `RM ${(sen / 100).toLocaleString('en-MY', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

export const plateOf = (car: number) => `DAY ${1000 + car}`
export const pinOf = (name: string) => TEAM.find((member) => member.name === name)?.pin ?? ''

export async function standsHere(page: Page, name: string): Promise<void> {
  const asks = page.getByRole('dialog', { name: 'Who is it?' })
  await asks.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await page.keyboard.type(pinOf(name))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: new RegExp(`^${name}: change who works here`) })).toBeVisible()
}

export async function takeCar(page: Page, plate: string, before?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'New order', exact: true }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Number plate').fill(plate)
  await form.getByText('Basic Wash').first().click()
  await before?.()
  await form.getByRole('button', { name: /^Create · RM/ }).click()
  await expect(form.getByText(/^Order /)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form).toHaveCount(0)
}

export async function takeNext(bay: Page, plate: string): Promise<void> {
  await expect(bay.getByRole('region', { name: 'Next', exact: true })).toContainText(plate)
  await press(bay, 'Take this car')
  await press(bay, 'Start')
  await expect(bay.getByRole('button', { name: 'Step done', exact: true })).toBeVisible()
}

export const searchOf = (desk: Page) => desk.getByRole('searchbox', { name: 'Plate, number, name or phone' })

export async function findCar(desk: Page, plate: string): Promise<void> {
  await searchOf(desk).fill(plate)
  await expect(desk.locator('main [data-order]').filter({ hasText: plate })).toHaveCount(1)
}

/** At the car's order, found by its plate. */
export async function atCar(desk: Page, plate: string, act: (order: Locator) => Promise<void>): Promise<void> {
  await findCar(desk, plate)
  await searchOf(desk).press('Enter')
  const order = desk.getByRole('dialog')
  await expect(order).toContainText(plate)
  await act(order)
  await closeOrder(desk)
}
