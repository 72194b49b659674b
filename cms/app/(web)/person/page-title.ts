import type { Metadata } from 'next'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { keptSettings } from './kept-settings'
import { tabTitle } from './tab-title'

/** Of a page that may turn out not to be there: what Next draws then has no title but this. Others bring theirs (tab-title.tsx). */
export async function pageTitle(text: 'web.missing.title' | 'receipt.receipt'): Promise<Metadata> {
  const { t } = makeTranslator((await keptSettings()).language)
  return { title: tabTitle(t(text)) }
}
