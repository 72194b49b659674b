import { redirect } from 'next/navigation'
import { signedIn } from '../../person/signed-in'
import { DebugPage } from './debug-page'

/** For administrators alone: the panel can cut this browser off. */
export default async function Page() {
  const person = await signedIn()
  // The layout leads to the log-in.
  if (!person) return null
  if (person.role !== 'admin') redirect('/dashboard')
  return <DebugPage />
}
