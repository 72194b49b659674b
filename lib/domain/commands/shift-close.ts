import { z } from 'zod'
import { withoutUnseen } from '../unseen-characters'
import { senSchema } from '../values'
import { change, ledgerAfter, read } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { reject } from './refuse'

/** Ends a shift of the till with the cash that was counted, before anybody was told how much it should be. It stays as it is then. */
export const shiftClose = defineCommand({
  type: 'shift.close',
  payload: z.object({
    shiftId: z.uuid(),
    /** Sen of cash in the drawer. */
    counted: senSchema.min(0),
    // The drawer has been counted: a character that nobody sees must not refuse it.
    note: z.string().overwrite(withoutUnseen).max(500).default(''),
  }),
  by: BY_DESK,
  fact: 'always',
  *run(acting, { shiftId, counted, note }) {
    acting.allow()
    const shift = (yield* read('shift', shiftId)) ?? reject('no_shift', null)
    if (shift.closedAt !== null) reject('shift_closed', null, { number: String(shift.number) })
    const ledger = yield* ledgerAfter(shift.fromSeq, shift.currency)
    yield* change('shift', shiftId, {
      closedAt: new Date(acting.actedAt).toISOString(),
      closedBy: acting.actor.name ?? null,
      counted,
      note: note.trim(),
      toSeq: ledger?.toSeq ?? null,
      expected: ledger ? shift.float + ledger.cash : null,
    })
    return DONE
  },
})
