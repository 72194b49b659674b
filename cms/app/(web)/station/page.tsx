import { redirect } from 'next/navigation'
import { getFront } from '../../../server/front'
import { keptSettings } from '../person/kept-settings'
import { readStation } from './read-station'
import { type SearchParams, settingsFor } from './settings-for'
import { WebStation } from './web-station'

export const dynamic = 'force-dynamic'

/** The web station: drawn by the server from one snapshot, taken over by the same renderer as the desktop's. */
export default async function StationPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const station = await readStation()
  if (!station) redirect('/station/sign-in')
  const settings = settingsFor(await keptSettings(), await searchParams)
  return (
    <>
      <title>AX Station</title>
      <WebStation {...station} settings={settings} build={getFront()?.build ?? null} />
    </>
  )
}
