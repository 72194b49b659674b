import { cache } from 'react'
import { type Snapshot, snapshotSchema } from '@/lib/sync/protocol/responses'
import { readSnapshot } from '../../../sync/http/snapshot'
import { signedIn } from '../person/signed-in'

export interface FirstPicture {
  readonly snapshot: Snapshot
  readonly tenantId: string
  readonly role: 'admin' | 'staff'
  /** Whose commands the page keeps and sends, as the log names it. */
  readonly account: string
  /** When it was taken, milliseconds since 1970. */
  readonly moment: number
}

/** The site's snapshot for the person who is signed in, once per request; `null` for anyone who is not staff. */
export const readStation = cache(async (): Promise<FirstPicture | null> => {
  const person = await signedIn()
  if (!person) return null
  const { payload, tenantId, who, role } = person
  const moment = Date.now()
  const snapshot = snapshotSchema.parse(await readSnapshot(payload, tenantId, who, moment))
  return { snapshot, tenantId, role, account: who.actor, moment }
})
