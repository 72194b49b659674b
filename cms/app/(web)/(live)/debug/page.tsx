import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { pageTitle } from '../../person/page-title'
import { signedIn } from '../../person/signed-in'
import { DebugPage } from './debug-page'

export const generateMetadata = (): Promise<Metadata> => pageTitle('live.page.connection')

/** For administrators alone: the panel can cut this browser off. */
export default async function Page() {
  const person = await signedIn()
  // The layout leads to the log-in.
  if (!person) return null
  if (person.role !== 'admin') redirect('/dashboard')
  return <DebugPage />
}
