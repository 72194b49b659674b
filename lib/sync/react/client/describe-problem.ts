import type { SyncStatus } from '../../status/status'

/** What the server itself says of what was asked for: nothing while a stream is open. */
const ANSWERED: Readonly<Record<string, string>> = {
  no_such_site:
    'The server has no such site, so nothing is asked for any more. Check the tenant, then reload the page.',
  not_found: 'The server answers, but it has nothing at this address. Check the address of the server.',
  cors_refused:
    'The server answers, but does not let pages of this origin read it (CORS). Name this origin in its AX_ORIGINS.',
}

/** What is wrong, what it means and what to do, for the person at the screen; `null` while nothing is. */
export function describeProblem({ connectionState, reason, freshness }: SyncStatus): string | null {
  const stale = freshness.kind === 'stale' ? freshness.cause : null
  if (reason === 'unauthorized' || stale === 'unauthorized') {
    return 'You are signed out, or your account may not see this site, so live updates have stopped. Sign in again to go on.'
  }
  if (stale === 'journal_failed') {
    return 'This browser could not keep the latest changes. Free some disk space, then reload the page.'
  }
  if (connectionState === 'connected') return null
  const answered = ANSWERED[reason ?? '']
  if (answered) return answered
  const old = `${cause(reason)}. What you see may be old;`
  if (connectionState === 'error') return `The server cannot be reached${old} the connection is retried by itself.`
  if (connectionState === 'reconnecting') return `The connection was lost${old} it is being restored.`
  return null
}

function cause(reason: string | null): string {
  if (!reason || reason === 'network') return ''
  const status = /^http_(\d{3})$/.exec(reason)
  return status ? ` (it answered ${status[1]})` : ` (${reason.replaceAll('_', ' ')})`
}
