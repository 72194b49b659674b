import type { Bay, Job, Order, Queue } from '../documents'
import { type CommandRefusalCode, refuseCommand } from '../rules/command-refusals'
import type { Refusal } from '../rules/refusal'

/** How a refused command is answered on the wire. */
export const REJECTION_CODES = ['not_found', 'forbidden', 'not_allowed', 'conflict', 'invalid'] as const
export type RejectionCode = (typeof REJECTION_CODES)[number]

/** The documents the person was looking at, as they now are. */
export type Current = { order?: Order; queue?: Queue; bay?: Bay; job?: Job } | null

/** A command that may not be done. Whoever runs it throws away what it has written so far. */
export class Rejection extends Error {
  constructor(
    readonly code: RejectionCode,
    readonly refusal: Refusal,
    readonly current: Current,
  ) {
    super(refusal.message)
  }
}

/** Throws what a rule said no to. */
export function rejectRefusal(refusal: Refusal, current: Current, code?: RejectionCode): never {
  const forbidden = refusal.code === 'role' || refusal.key.startsWith('rules.permission.')
  throw new Rejection(code ?? (forbidden ? 'forbidden' : 'not_allowed'), refusal, current)
}

const CODES: Partial<Record<CommandRefusalCode, RejectionCode>> = {
  conflict: 'conflict',
  no_order: 'not_found',
  order_not_taken: 'not_found',
  no_queue: 'not_found',
  no_bay: 'not_found',
  no_job: 'not_found',
  no_concern: 'not_found',
  no_shift: 'not_found',
  place_gone: 'not_found',
  other_sender: 'forbidden',
}

/** Throws what stands in the way of a command as such; `params` fill its text. */
export function reject(reason: CommandRefusalCode, current: Current, params: Record<string, string> = {}): never {
  throw new Rejection(CODES[reason] ?? 'not_allowed', refuseCommand(reason, params), current)
}
