import type { Metadata } from 'next'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { keptSettings } from './kept-settings'

type Titled =
  | `live.page.${'dashboard' | 'day' | 'queue' | 'bays' | 'connection'}`
  | 'shift.page'
  | 'sites.title'
  | 'web.missing.title'
  | 'web.help'
  | 'receipt.receipt'
  | 'signIn.title'
  | 'siteSetup.title'
  | 'kept.title'

/** The tab's title in the person's language; it is also what a screen reader says when the page changes. */
export async function pageTitle(text: Titled): Promise<Metadata> {
  const { t } = makeTranslator((await keptSettings()).language)
  return { title: `${t(text)} · AX Station` }
}

/** Title of an order's pages. */
export async function orderTitle(orderID: string): Promise<Metadata> {
  const { t } = makeTranslator((await keptSettings()).language)
  return { title: `${t('order.title', { orderID })} · AX Station` }
}
