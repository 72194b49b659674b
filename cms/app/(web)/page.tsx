import { redirect } from 'next/navigation'
import { signedIn } from './person/signed-in'

export const dynamic = 'force-dynamic'

/** Leads everyone to the own place: administrators to the dashboard, staff to the station, strangers to the sign-in. */
export default async function Start(): Promise<never> {
  const person = await signedIn()
  if (!person) redirect('/station/sign-in?to=/')
  redirect(person.role === 'admin' ? '/dashboard' : '/station')
}
