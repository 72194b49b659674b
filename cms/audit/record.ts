import type { PayloadRequest } from 'payload'
import { identityOf } from '../access/identity'
import { personOf } from '../commands/command-context'
import { CLIENT_ADDRESS } from '../server/client'
import { uptimeOf } from '../server/uptime'
import type { AuditKind } from './kinds'

const LONGEST = 1_000

export interface AuditEntry {
  readonly kind: AuditKind
  /** The site it is about; `null`: of all sites, or of none. */
  readonly tenant: string | null
  /** What it was done to, as people know it: an e-mail address, an order's number, a station's name. */
  readonly subject: string
  /** What was, and what is since; never a secret. */
  readonly before?: string
  readonly after?: string
  /** Who did it, as the log names them; default: whoever is signed in, or stands at the station that is. */
  readonly actor?: string
}

/** Writes an entry, in the transaction of `req` where it has one: what happened and its entry are kept together. */
export async function recordAudit(req: PayloadRequest, entry: AuditEntry): Promise<void> {
  const { kind, tenant, subject, before, after } = entry
  await req.payload.db.create({
    collection: 'audit',
    data: {
      kind,
      tenant,
      subject: subject.slice(0, LONGEST),
      before: before?.slice(0, LONGEST) || null,
      after: after?.slice(0, LONGEST) || null,
      actor: (entry.actor ?? actorOf(req)).slice(0, 128),
      address: req.headers?.get(CLIENT_ADDRESS) || null,
      at: new Date().toISOString(),
      uptime: (await uptimeOf(req.payload)).seconds,
    },
    req,
    returning: false,
  })
}

/** A sign-in by name is somebody's own: whom they name beside it does not take their place, as at a machine of many. */
function actorOf(req: PayloadRequest): string {
  const who = identityOf(req.user)
  const person = who?.kind === 'user' ? null : personOf(req)
  return person ?? who?.actor ?? 'system'
}
