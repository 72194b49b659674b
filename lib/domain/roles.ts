/** What a station is there for, as it was paired. */
export const STATION_ROLES = ['bay', 'cashier', 'board'] as const
export type StationRole = (typeof STATION_ROLES)[number]

/** What a person who signs in may be at a site. */
export const PERSON_ROLES = ['admin', 'staff', 'customer'] as const

/** As whom a read token lets read: those who may follow a site's log. */
export const READ_AUDIENCES = ['customer', 'board', 'bay', 'cashier', 'staff'] as const

/** Who acts, as far as the rules care. */
export const ROLES = [...PERSON_ROLES, ...STATION_ROLES] as const
export type Role = (typeof ROLES)[number]

export interface Actor {
  readonly role: Role
  readonly tenantId: string
  /** The bay a `bay` station stands at; `null` for everybody else. */
  readonly bayId: string | null
  /** As the log calls them (`user:1`, `station:desk`, `person:7`); a station may not know what it is called. */
  readonly name?: string
  /** As whom they are trusted beyond what their station may: by the position of who stands there or of who approved. */
  readonly trust?: Role
  /** Who of the team approved it. */
  readonly approvedBy?: { readonly actor: string; readonly name: string } | null
}
