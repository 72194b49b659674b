import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { readStation } from '../station/read-station'
import { LiveFrame } from './live/live-frame'

export const dynamic = 'force-dynamic'

/** The office's pages: drawn from one snapshot, then live over one connection that outlives each of them. */
export default async function LiveLayout({ children }: { readonly children: ReactNode }) {
  const site = await readStation()
  if (!site) redirect('/station/sign-in')
  return (
    <LiveFrame snapshot={site.snapshot} moment={site.moment}>
      {children}
    </LiveFrame>
  )
}
