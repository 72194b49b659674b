import type { CommandResult, RejectionCode } from '@/lib/sync/protocol'
import { type CommandRefusalCode, type Refusal, refuseCommand } from '@/lib/sync/rules'

export type Current = Extract<CommandResult, { status: 'rejected' }>['current']

/**
 * A command that may not be done. Thrown inside the command's transaction, so that nothing of it stays;
 * the answer is then stored by itself.
 */
export class Rejection extends Error {
  constructor(
    readonly code: RejectionCode,
    readonly refusal: Refusal,
    readonly current: Current,
  ) {
    super(refusal.message)
  }
}

/** Throws what a rule said no to; `current` is the document the person was looking at. */
export function rejectRefusal(refusal: Refusal, current: Current, code?: RejectionCode): never {
  const forbidden = refusal.code === 'role' || refusal.key.startsWith('rules.permission.')
  throw new Rejection(code ?? (forbidden ? 'forbidden' : 'not_allowed'), refusal, current)
}

const CODES: Partial<Record<CommandRefusalCode, RejectionCode>> = {
  conflict: 'conflict',
  no_order: 'not_found',
  no_queue: 'not_found',
  no_bay: 'not_found',
  no_job: 'not_found',
  place_gone: 'not_found',
  other_sender: 'forbidden',
}

/** Throws what stands in the way of a command as such; `params` fill its text. */
export function reject(reason: CommandRefusalCode, current: Current, params: Record<string, string> = {}): never {
  throw new Rejection(CODES[reason] ?? 'not_allowed', refuseCommand(reason, params), current)
}
