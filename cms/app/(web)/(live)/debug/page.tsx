import { redirect } from 'next/navigation'
import { readStation } from '../../station/read-station'
import { DebugPage } from './debug-page'

/** For administrators alone: the panel can cut this browser off. */
export default async function Page() {
  const site = await readStation()
  if (site?.role !== 'admin') redirect('/dashboard')
  return <DebugPage />
}
