import config from '@payload-config'
import { headers } from 'next/headers'
import { getPayload } from 'payload'
import { type Snapshot, snapshotSchema } from '@/lib/sync/protocol/responses'
import { identityOf } from '../../../access/identity'
import { readSnapshot } from '../../../sync/http/snapshot'

/** The site that an administrator of all sites sees. */
const DEFAULT_TENANT = 'main'

export interface FirstPicture {
  readonly snapshot: Snapshot
  readonly tenantId: string
  readonly role: 'admin' | 'staff'
  /** Whose commands the page keeps and sends, as the log names it. */
  readonly account: string
  /** When it was taken, milliseconds since 1970. */
  readonly moment: number
}

/** The site's snapshot for the person who is signed in; `null` for anyone who is not staff. */
export async function readStation(): Promise<FirstPicture | null> {
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: await headers() })
  const who = identityOf(user)
  if (who?.kind !== 'user' || (who.role !== 'admin' && who.role !== 'staff')) return null
  const tenantId = who.tenant ?? DEFAULT_TENANT
  const moment = Date.now()
  const snapshot = snapshotSchema.parse(await readSnapshot(payload, tenantId, who, moment))
  return { snapshot, tenantId, role: who.role, account: who.actor, moment }
}
