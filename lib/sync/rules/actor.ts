/** Who acts, as far as the rules care. A station has the role it was paired with. */
export const ROLES = ['admin', 'staff', 'cashier', 'bay', 'board', 'customer'] as const
export type Role = (typeof ROLES)[number]

export interface Actor {
  readonly role: Role
  readonly tenantId: string
  /** The bay a `bay` station stands at; `null` for everybody else. */
  readonly bayId: string | null
}
