import { expect, type Locator, type Page } from '@playwright/test'

/** A part of the set-up page, by its heading. */
export const partOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

export const isDone = (one: Locator) => expect(one.getByText('done', { exact: true })).toBeVisible()
