import type { Metadata } from 'next'
import { BUILD_META } from '@/renderer/hosts/shell-names'
import { getFront } from '../../../../server/front'
import { KeptStationPage } from './kept-station-page'

export const dynamic = 'force-dynamic'

export const generateMetadata = (): Metadata => ({ other: { [BUILD_META]: getFront()?.build ?? '' } })

/** The station's page without anybody's data: what the service worker shows when the server does not answer. */
export default function ShellPage() {
  return (
    <>
      <title>AX Station</title>
      <KeptStationPage build={getFront()?.build ?? null} />
    </>
  )
}
