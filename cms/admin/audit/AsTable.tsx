import type { ServerProps } from 'payload'
import { sayInPanel } from '../words/texts'

/** Above the trail: all that is kept of it as a table (CSV). */
export function AuditAsTable({ i18n }: ServerProps) {
  return (
    <p>
      <a className="ax-as-table" href="/audit/report" download>
        {sayInPanel(i18n.language, 'Download the trail as a table')}
      </a>
    </p>
  )
}
