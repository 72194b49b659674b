/** What the audit trail keeps. */
export const AUDIT_KINDS = [
  'sign_in',
  'sign_in_failed',
  'sign_in_limited',
  'account_made',
  'account_changed',
  'account_deleted',
  'key_made',
  'key_revoked',
  'price_changed',
  'refund',
  'cancellation',
  'approval',
  'site_changed',
  'team_changed',
  'person_read',
  'person_erased',
] as const

export type AuditKind = (typeof AUDIT_KINDS)[number]

/** Strangers can make these: they are kept apart from the rest, which they must not push out. */
export const BY_STRANGERS = ['sign_in_failed', 'sign_in_limited'] as const satisfies readonly AuditKind[]
