import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { readWebSettings, WEB_SETTINGS_COOKIE } from '@/renderer/hosts/web-settings'
import { readStation } from './read-station'
import { type SearchParams, settingsFor } from './settings-for'
import { WebStation } from './web-station'

export const dynamic = 'force-dynamic'

/** The web station: drawn by the server from one snapshot, taken over by the same renderer as the desktop's. */
export default async function StationPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const station = await readStation()
  if (!station) redirect('/station/sign-in')
  const kept = readWebSettings((await cookies()).get(WEB_SETTINGS_COOKIE)?.value)
  return <WebStation {...station} settings={settingsFor(kept, await searchParams)} />
}
