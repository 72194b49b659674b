import type { CollectionAfterErrorHook, CollectionAfterLoginHook, PayloadRequest } from 'payload'
import { z } from 'zod'
import { recordAudit } from './record'

interface Account {
  readonly id: number | string
  readonly email: string
  readonly tenant?: string | null
}

/** A sign-in that succeeded. */
export function recordSignIn(req: PayloadRequest, { id, email, tenant }: Account, how: string): Promise<void> {
  return recordAudit(req, {
    kind: 'sign_in',
    tenant: tenant || null,
    subject: email,
    actor: `user:${id}`,
    after: how,
  })
}

export const auditSignIn: CollectionAfterLoginHook = ({ req, user }) => recordSignIn(req, user, 'by password')

/** Only what is an address: in a hurry people type their password there. */
const account = z.email().max(200)

/** A sign-in that failed: of the account's site where there is such an account, else of all sites. */
async function recordFailure(req: PayloadRequest, typed: unknown, kind: 'sign_in_failed' | 'sign_in_limited') {
  const email = account.safeParse(typeof typed === 'string' ? typed.trim().toLowerCase() : typed).data
  const found = email
    ? await req.payload.db.findOne<Account>({ collection: 'users', where: { email: { equals: email } } })
    : null
  await recordAudit(req, {
    kind,
    tenant: found?.tenant || null,
    subject: email ?? 'no e-mail address',
    actor: 'nobody',
    after: found ? 'wrong password' : 'no such account',
  })
}

/** Tries beyond the limits are many and alike: each limit that is reached makes one entry. */
export const recordLimited = (req: PayloadRequest, email: unknown) => recordFailure(req, email, 'sign_in_limited')

export const auditFailedSignIn: CollectionAfterErrorHook = async ({ error, req }) => {
  const { status } = error as { status?: number }
  if (status !== 401 || !req.pathname?.endsWith('/login')) return
  try {
    await recordFailure(req, req.data?.email, 'sign_in_failed')
  } catch (failure) {
    req.payload.logger.error({ err: failure, msg: 'A failed sign-in could not be kept in the audit trail' })
  }
}
