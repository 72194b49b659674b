import type { z } from 'zod'
import type { Actor, Role } from '../actor'
import type { CommandTarget } from '../permissions'
import type { SiteRules } from '../stages'
import type { Run } from './access'

/** What the command's site is set to. */
export interface Site extends SiteRules {
  /** ISO 4217. */
  readonly currency: string
  /** A bay is cleaned after a job before it is available again. */
  readonly cleaningAfterJob: boolean
}

/** Who acts, where, when, and on what they saw. */
export interface Acting {
  /** The command's own id; what it makes takes its name from it, so that it is the same wherever the command runs. */
  readonly commandId: string
  readonly actor: Actor
  readonly site: Site
  /** When the person acted, milliseconds since 1970; work done offline is older than `now`. */
  readonly actedAt: number
  /** Time where the command runs, milliseconds since 1970. */
  readonly now: number
  /** Version of the document the person saw; `undefined` where they did not say. */
  readonly expectedVersion: number | undefined
  /** Throws a rejection where the permissions keep the actor from this target. */
  allow(target?: CommandTarget): void
}

/** What a command gives back beside its writes. */
export interface Done {
  readonly orderID?: string
}

/**
 * How far a role's hand reaches. Nobody acts outside the own site.
 *   any   everywhere at the site
 *   own   a bay station: the bay it stands at, and the job in it; a customer: the own orders
 *   -     no
 */
export type Reach = 'any' | 'own' | '-'

export interface Definition<Type extends string, Payload extends z.ZodType> {
  readonly type: Type
  readonly payload: Payload
  readonly by: Readonly<Record<Role, Reach>>
  /** Money and the like: done twice it is not what it is done once. */
  readonly adds?: true
  /**
   * Says what has happened at the site: money that came in, a step that is done. Whatever else came between, it is not
   * refused for the version the person saw. Every other command is a wish, and gives way to what is newer.
   */
  fact?(payload: z.infer<Payload>): boolean
  /** The command's one rule. Throws a Rejection for what may not be done. */
  run(acting: Acting, payload: z.infer<Payload>): Run<Done>
}

/** One command: what it is called, what it carries, who may, and what it does. */
export function defineCommand<const Type extends string, Payload extends z.ZodType>(
  definition: Definition<Type, Payload>,
): Definition<Type, Payload> {
  return definition
}

export const DONE: Done = {}

/** Who does what at a site, from the desk to the bay. */
export const BY_DESK = { admin: 'any', staff: 'any', cashier: 'any', bay: '-', board: '-', customer: '-' } as const
export const BY_DESK_OR_CUSTOMER = { ...BY_DESK, customer: 'own' } as const
export const BY_DESK_OR_BAY = { ...BY_DESK, bay: 'own' } as const
export const BY_STAFF_OR_BAY = { ...BY_DESK_OR_BAY, cashier: '-' } as const
