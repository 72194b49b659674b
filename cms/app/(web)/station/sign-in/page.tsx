import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { readWebSettings, WEB_SETTINGS_COOKIE } from '@/renderer/hosts/web-settings'
import { readStation } from '../read-station'
import { SignInPage } from './sign-in-page'

export const dynamic = 'force-dynamic'

/** Staff log-in of the web station. Who is signed in already goes straight on. */
export default async function Page() {
  if (await readStation()) redirect('/station')
  return <SignInPage settings={readWebSettings((await cookies()).get(WEB_SETTINGS_COOKIE)?.value)} />
}
