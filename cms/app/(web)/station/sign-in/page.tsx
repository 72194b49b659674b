import { redirect } from 'next/navigation'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { keptSettings } from '../../person/kept-settings'
import { TabTitle } from '../../person/tab-title'
import { readStation } from '../read-station'
import type { SearchParams } from '../settings-for'
import { pageToReturnTo } from './page-to-return-to'
import { SignInPage } from './sign-in-page'

export const dynamic = 'force-dynamic'

/** Staff log-in of the web station and the office. Who is signed in already goes straight on. */
export default async function Page({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const { to, link } = await searchParams
  const next = pageToReturnTo(to)
  if (await readStation()) redirect(next)
  const settings = await keptSettings()
  return (
    <>
      <TabTitle>{makeTranslator(settings.language).t('signIn.title')}</TabTitle>
      <SignInPage settings={settings} next={next} usedLink={link === 'used'} />
    </>
  )
}
