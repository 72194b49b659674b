import type { z } from 'zod'
import type { Actor, Role } from '../roles'
import type { CommandTarget } from '../rules/permissions'
import type { Site } from '../site'
import type { Run } from './access'

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
  /** The order of the payload as the sender named it, provisional or not. */
  readonly named: string
  /** What the command says has happened already (`fact`). */
  readonly isFact: boolean
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
 */
export type Reach = 'any' | 'own'

export interface Definition<Type extends string, Payload extends z.ZodType> {
  readonly type: Type
  readonly payload: Payload
  /** Who may; a role that is not named may not. */
  readonly by: Readonly<Partial<Record<Role, Reach>>>
  /** Money and the like: done twice it is not what it is done once. */
  readonly adds?: true
  /**
   * Says what has happened at the site: money that came in, a step that is done. Whatever else came between, it is not
   * refused for the version the person saw. Every other command is a wish, and gives way to what is newer. `where` says
   * in words which payloads `holds` is true of.
   */
  readonly fact?: 'always' | { readonly where: string; holds(payload: z.infer<Payload>): boolean }
  /** What it does is whatever the person saw: without the version they saw, not even of an order named provisionally. */
  bySight?(payload: z.infer<Payload>): boolean
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
export const BY_DESK = { admin: 'any', staff: 'any', cashier: 'any' } as const
export const BY_DESK_OR_CUSTOMER = { ...BY_DESK, customer: 'own' } as const
export const BY_DESK_OR_BAY = { ...BY_DESK, bay: 'own' } as const
export const BY_STAFF_OR_BAY = { admin: 'any', staff: 'any', bay: 'own' } as const
