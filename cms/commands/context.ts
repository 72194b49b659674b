import type { Command, CommandType } from '@/lib/sync/protocol'
import { type CommandTarget, mayCommand, type SiteRules } from '@/lib/sync/rules'
import type { SiteActor } from '../rules/actor-of'
import type { Records } from './records'
import { type Current, reject, rejectRefusal } from './rejection'

/** What the command's site is set to. */
export interface Site extends SiteRules {
  readonly timezone: string
  readonly currency: string
  /** A bay is cleaned after a job before it is available again. */
  readonly cleaningAfterJob: boolean
}

/** Everything one command may use: one transaction, one actor, one moment. */
export interface CommandContext {
  readonly records: Records
  readonly actor: SiteActor
  readonly site: Site
  /** When the person acted, milliseconds since 1970; work done offline is older than `now`. */
  readonly actedAt: number
  /** The server's time, milliseconds since 1970. */
  readonly now: number
  readonly commandId: string
  readonly expectedVersion: number | undefined
}

/** What a handler gives back beside its writes. */
export interface Done {
  readonly orderID?: string
}

export type PayloadOf<T extends CommandType> = Extract<Command, { type: T }>['payload']
export type Handler<T extends CommandType> = (context: CommandContext, payload: PayloadOf<T>) => Promise<Done>
export type Handlers<T extends CommandType> = { readonly [K in T]: Handler<K> }

export const DONE: Done = {}

/** The permissions table, for a command whose target is known. */
export function checkPermission(context: CommandContext, type: CommandType, target: CommandTarget = {}): void {
  const answer = mayCommand(type, context.actor, target)
  if (!answer.allowed) rejectRefusal(answer, null)
}

/** Refuses a command whose sender saw another version of the document. */
export function checkVersion(context: CommandContext, version: number, current: Current): void {
  if (context.expectedVersion !== undefined && context.expectedVersion !== version) reject('conflict', current)
}
