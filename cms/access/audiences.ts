import type { Identity } from './identity'

/**
 * Who reads, as far as it decides which fields are shown: one name for all who see the same. Administrators and staff see
 * everything of their site.
 */
export const AUDIENCES = ['customer', 'board', 'bay', 'cashier', 'staff', 'service'] as const
export type Audience = (typeof AUDIENCES)[number]

export function audienceOf({ role }: Pick<Identity, 'role'>): Audience {
  return role === 'admin' ? 'staff' : role
}

/** Readers of one site with the same key read the same bytes: a customer sees the own orders alone, others share theirs. */
export function audienceKey(who: Identity): string {
  const audience = audienceOf(who)
  return audience === 'customer' ? `customer:${who.customer ?? ''}` : audience
}
