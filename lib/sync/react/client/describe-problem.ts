import type { SyncStatus } from '../../status/status'

/** What is wrong, what it means and what to do, for the person at the screen; `null` while nothing is. */
export function describeProblem(status: SyncStatus): string | null {
  const { connectionState, reason } = status
  if (reason === 'unauthorized' || (status.freshness.kind === 'stale' && status.freshness.cause === 'unauthorized')) {
    return 'You are signed out, or your account may not see this site, so live updates have stopped. Sign in again to go on.'
  }
  if (status.freshness.kind === 'stale' && status.freshness.cause === 'journal_failed') {
    return 'This browser could not keep the latest changes. Free some disk space, then reload the page.'
  }
  if (reason === 'no_such_site' && connectionState !== 'connected') {
    return 'The server has no such site, so nothing is asked for any more. Check the tenant, then reload the page.'
  }
  if (reason === 'not_found' && connectionState !== 'connected') {
    return 'The server answers, but it has nothing at this address. Check the address of the server.'
  }
  if (reason === 'cors_refused' && connectionState !== 'connected') {
    return 'The server answers, but does not let pages of this origin read it (CORS). Name this origin in its AX_ORIGINS.'
  }
  if (connectionState === 'error') {
    return `The server cannot be reached${cause(reason)}. What you see may be old; the connection is retried by itself.`
  }
  if (connectionState === 'reconnecting') {
    return `The connection was lost${cause(reason)}. What you see may be old; it is being restored.`
  }
  return null
}

function cause(reason: string | null): string {
  if (!reason || reason === 'network') return ''
  const status = /^http_(\d{3})$/.exec(reason)
  return status ? ` (it answered ${status[1]})` : ` (${reason.replaceAll('_', ' ')})`
}
