import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { keptSettings } from '../../person/kept-settings'
import { pageTitle } from '../../person/page-title'
import { readStation } from '../read-station'
import type { SearchParams } from '../settings-for'
import { pageToReturnTo } from './page-to-return-to'
import { SignInPage } from './sign-in-page'

export const dynamic = 'force-dynamic'

export const generateMetadata = (): Promise<Metadata> => pageTitle('signIn.title')

/** Staff log-in of the web station and the office. Who is signed in already goes straight on. */
export default async function Page({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const { to, link } = await searchParams
  const next = pageToReturnTo(to)
  if (await readStation()) redirect(next)
  return <SignInPage settings={await keptSettings()} next={next} usedLink={link === 'used'} />
}
