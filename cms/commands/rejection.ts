import type { CommandResult, RejectionCode } from '@/lib/sync/protocol'
import type { Refusal } from '@/lib/sync/rules'

export type Current = Extract<CommandResult, { status: 'rejected' }>['current']

/**
 * A command that may not be done. Thrown inside the command's transaction, so that nothing of it stays;
 * the answer is then stored by itself.
 */
export class Rejection extends Error {
  constructor(
    readonly code: RejectionCode,
    message: string,
    readonly current: Current = null,
    readonly reason?: string,
  ) {
    super(message)
  }
}

/** Throws what a rule said no to; `current` is the document the person was looking at. */
export function rejectRefusal(refusal: Refusal, current: Current, code?: RejectionCode): never {
  const forbidden = refusal.code === 'role' || refusal.key.startsWith('rules.permission.')
  throw new Rejection(code ?? (forbidden ? 'forbidden' : 'not_allowed'), refusal.message, current, refusal.key)
}
