import { redirect } from 'next/navigation'
import { keptSettings } from '../../person/kept-settings'
import { readStation } from '../read-station'
import type { SearchParams } from '../settings-for'
import { pageToReturnTo } from './page-to-return-to'
import { SignInPage } from './sign-in-page'

export const dynamic = 'force-dynamic'

/** Staff log-in of the web station and the office. Who is signed in already goes straight on. */
export default async function Page({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const next = pageToReturnTo((await searchParams).to)
  if (await readStation()) redirect(next)
  return <SignInPage settings={await keptSettings()} next={next} />
}
