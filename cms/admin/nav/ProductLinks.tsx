import type { ServerProps } from 'payload'
import { identityOf } from '../../access/identity'
import { sitesOf } from '../site/SiteProvider'
import { type PanelText, sayInPanel } from '../words/texts'

const ROLES = { admin: 'Administrator', staff: 'Staff' } as const

/** Below the panel's own menu: who is signed in, and the ways to the other parts of the product. */
export async function ProductLinks({ payload, user, i18n }: ServerProps) {
  const who = identityOf(user)
  if (!user || (who?.role !== 'admin' && who?.role !== 'staff')) return null
  const say = (text: PanelText) => sayInPanel(i18n.language, text)
  const sites = await sitesOf(payload, user)
  const site = sites.length === 1 ? sites[0]?.name : undefined
  const name = ('name' in user && user.name) || ('email' in user && user.email) || ''
  return (
    <nav className="ax-places" aria-label={say('Places')}>
      <p>
        <strong>{name}</strong>
        <span className="ax-quiet">{[say(ROLES[who.role]), site].filter(Boolean).join(' · ')}</span>
      </p>
      <a className="ax-place" href="/dashboard">
        {say('Dashboard')}
      </a>
      <a className="ax-place" href="/station">
        {say('Station')}
      </a>
      {who.role === 'admin' && (
        <a className="ax-place" href="/setup">
          {say('Set up the site')}
        </a>
      )}
      <a className="ax-place" href="/help">
        {say('Help')}
      </a>
    </nav>
  )
}
