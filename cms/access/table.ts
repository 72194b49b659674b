import { PERSON_ROLES, type StationRole } from '@/lib/domain/roles'

/**
 * Who may do what through REST and the admin panel, in one table. (What a station does for people goes through commands; each
 * says itself who may: lib/domain/commands.)
 *
 * Scopes: `all` every document · `tenant` those of one's own tenant (an administrator without a tenant: every tenant) ·
 * `own` a customer's own orders · `bay` documents of the station's own bay · `self` one's own account · `none` nothing.
 */
/** `service`: another program of AX Billing, such as the one that talks to WhatsApp. It signs in with a key of its own. */
export const ROLES = [...PERSON_ROLES, 'service'] as const

export type Role = (typeof ROLES)[number]
export type Scope = 'all' | 'tenant' | 'own' | 'bay' | 'self' | 'none'
export type Operation = 'read' | 'create' | 'update' | 'delete'

type Grants = Record<Role | StationRole, Scope>

const grant = (admin: Scope, staff: Scope, customer: Scope, cashier: Scope, bay: Scope, board: Scope): Grants => ({
  admin,
  staff,
  customer,
  cashier,
  bay,
  board,
  service: 'none',
})

const NOBODY = grant('none', 'none', 'none', 'none', 'none', 'none')
const ADMIN_ONLY = grant('tenant', 'none', 'none', 'none', 'none', 'none')
const STAFF = grant('tenant', 'tenant', 'none', 'none', 'none', 'none')
const STAFF_AND_STATIONS = grant('tenant', 'tenant', 'none', 'tenant', 'tenant', 'tenant')

/** Columns of `grant`: admin, staff, customer; stations: cashier, bay, board. A service has nothing but what is said. */
export const ACCESS = {
  // biome-ignore format: a table is read in columns
  orders: {
    read:   { ...grant('tenant', 'tenant', 'own',  'tenant', 'tenant', 'tenant'), service: 'tenant' },
    // Stations act through commands, whose rules guard money and stages.
    create: STAFF,
    // The fields that are left to commands: command-fields.ts. Of an order a service may tell one thing: service-writes.ts.
    update: { ...STAFF, service: 'tenant' },
    delete: ADMIN_ONLY,
  },
  // Queues, bays and jobs are never deleted: the log has no event for it, and a bay out of use says so.
  queues: { read: STAFF_AND_STATIONS, create: ADMIN_ONLY, update: STAFF, delete: NOBODY },
  bays: { read: STAFF_AND_STATIONS, create: ADMIN_ONLY, update: STAFF, delete: NOBODY },
  // A job is made by the car that drives into its bay.
  jobs: { read: STAFF_AND_STATIONS, create: NOBODY, update: STAFF, delete: NOBODY },
  services: {
    read: grant('tenant', 'tenant', 'tenant', 'tenant', 'tenant', 'tenant'),
    create: ADMIN_ONLY,
    update: ADMIN_ONLY,
    delete: ADMIN_ONLY,
  },
  customers: { read: STAFF, create: STAFF, update: STAFF, delete: ADMIN_ONLY },
  vehicles: { read: STAFF, create: STAFF, update: STAFF, delete: ADMIN_ONLY },
  tenants: { read: STAFF_AND_STATIONS, create: ADMIN_ONLY, update: ADMIN_ONLY, delete: NOBODY },
  // biome-ignore format: a table is read in columns
  stations: {
    read:   grant('tenant', 'tenant', 'none', 'self', 'self', 'self'),
    create: ADMIN_ONLY,
    update: grant('tenant', 'none',   'none', 'self', 'self', 'self'),
    delete: ADMIN_ONLY,
  },
  // biome-ignore format: a table is read in columns
  users: {
    read:   grant('tenant', 'self', 'self', 'none', 'none', 'none'),
    create: ADMIN_ONLY,
    update: grant('tenant', 'self', 'self', 'none', 'none', 'none'),
    delete: ADMIN_ONLY,
  },
  // Never deleted: what they did keeps their name.
  team: { read: ADMIN_ONLY, create: ADMIN_ONLY, update: ADMIN_ONLY, delete: NOBODY },
  // Written by the commands alone, in their transaction; what has changed hands is not changed afterwards.
  payments: { read: STAFF, create: NOBODY, update: NOBODY, delete: NOBODY },
  // Handed over and decided by commands. Desks have them with the other documents they follow.
  concerns: { read: STAFF, create: NOBODY, update: NOBODY, delete: NOBODY },
  // Opened and closed by commands; what was counted is not changed afterwards.
  shifts: { read: STAFF, create: NOBODY, update: NOBODY, delete: NOBODY },
  // What is written here stays as it is.
  audit: { read: ADMIN_ONLY, create: NOBODY, update: NOBODY, delete: NOBODY },
  'sync-events': { read: STAFF, create: NOBODY, update: NOBODY, delete: NOBODY },
  'sync-heads': { read: NOBODY, create: NOBODY, update: NOBODY, delete: NOBODY },
  'command-results': { read: NOBODY, create: NOBODY, update: NOBODY, delete: NOBODY },
} as const satisfies Record<string, Record<Operation, Grants>>

export type GuardedCollection = keyof typeof ACCESS
