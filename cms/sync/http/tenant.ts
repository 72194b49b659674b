import { DEFAULT_TENANT } from '@/lib/domain/site'
import type { Identity } from '../../access/identity'
import type { Channel } from '../hub/channel'
import type { SyncContext } from './context'
import { Problem } from './problem'

/** The log that is asked for, as it now stands. A tenant of others is `forbidden`, one that does not exist `no_such_site`. */
export async function channelFor(context: SyncContext, who: Identity, tenantId: string | null): Promise<Channel> {
  if (who.role === 'service') {
    throw new Problem(
      'forbidden',
      'A service reads and tells of orders under /api/orders; the log is for people and stations.',
    )
  }
  if (who.tenant && tenantId && tenantId !== who.tenant) {
    throw new Problem('forbidden', 'That site is not yours to read.', { field: 'tenantId' })
  }
  const tenant = who.tenant ?? tenantId ?? DEFAULT_TENANT
  const channel = await context.hub.channel(tenant)
  if (!channel) throw new Problem('no_such_site', `There is no site "${tenant}".`, { field: 'tenantId' })
  // Whoever asks is told what was written before, by whichever server.
  return context.hub.upToDate(channel)
}
