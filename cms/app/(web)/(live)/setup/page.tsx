import { redirect } from 'next/navigation'
import { signedIn } from '../../person/signed-in'
import { readSetUp } from '../read/read-set-up'
import { SetUpPage } from './set-up-page'

/** For administrators alone: what is set here is theirs to set. */
export default async function Page() {
  const person = await signedIn()
  // The layout leads to the log-in.
  if (!person) return null
  const setUp = await readSetUp(person)
  if (!setUp) redirect('/dashboard')
  return <SetUpPage setUp={setUp} />
}
