import type { ServerProps } from 'payload'
import { identityOf } from '../../access/identity'
import { sitesOf } from '../site/SiteProvider'

const ROLES = { admin: 'Administrator', staff: 'Staff' } as const

/** Below the panel's own menu: who is signed in, and the ways to the other parts of the product. */
export async function ProductLinks({ payload, user }: ServerProps) {
  const who = identityOf(user)
  if (!user || (who?.role !== 'admin' && who?.role !== 'staff')) return null
  const sites = await sitesOf(payload, user)
  const site = sites.length === 1 ? sites[0]?.name : undefined
  const name = ('name' in user && user.name) || ('email' in user && user.email) || ''
  return (
    <nav className="ax-places" aria-label="Places">
      <p>
        <strong>{name}</strong>
        <span className="ax-quiet">{[ROLES[who.role], site].filter(Boolean).join(' · ')}</span>
      </p>
      <a className="ax-place" href="/dashboard">
        Dashboard
      </a>
      <a className="ax-place" href="/station">
        Station
      </a>
      <a className="ax-place" href="/help">
        Help
      </a>
    </nav>
  )
}
