import config from '@payload-config'
import { headers } from 'next/headers'
import { getPayload } from 'payload'
import { cache } from 'react'
import { accountOf } from '../../../access/account-of'
import { identityOf } from '../../../access/identity'
import { openedSite } from './opened-site'

/** The member of staff who asks, once per request; `null` for anyone else. `user` is what Payload's access rules judge. */
export const signedIn = cache(async () => {
  const payload = await getPayload({ config })
  const user = await accountOf(payload, await headers())
  const who = identityOf(user)
  if (!user || who?.kind !== 'user' || (who.role !== 'admin' && who.role !== 'staff')) return null
  const name = ('name' in user && user.name) || ('email' in user && user.email) || ''
  return { payload, user, who, name, role: who.role, tenantId: await openedSite(payload, who) }
})

export type SignedIn = NonNullable<Awaited<ReturnType<typeof signedIn>>>
