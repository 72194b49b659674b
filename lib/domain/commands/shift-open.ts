import { z } from 'zod'
import { senSchema } from '../values'
import { addShift, lastShift, ledgerHead } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { reject } from './refuse'

/** Begins a shift of the till with the float that is in the drawer. One at a time; the ledger goes on where the last one ended. */
export const shiftOpen = defineCommand({
  type: 'shift.open',
  payload: z.object({
    /** Sen in the drawer. */
    float: senSchema.min(0),
  }),
  by: BY_DESK,
  fact: 'always',
  *run(acting, { float }) {
    acting.allow()
    const last = yield* lastShift()
    if (last?.shiftId === acting.commandId) return DONE
    if (last && last.closedAt === null) reject('shift_open', null, { number: String(last.number) })
    // Money that came in between two shifts is of the later one. What was taken before there were shifts is of none.
    const fromSeq = last ? (last.toSeq ?? 0) : ((yield* ledgerHead()) ?? 0)
    yield* addShift({
      shiftId: acting.commandId,
      number: (last?.number ?? 0) + 1,
      openedAt: new Date(acting.actedAt).toISOString(),
      openedBy: acting.actor.name ?? null,
      currency: acting.site.currency,
      float,
      fromSeq,
      closedAt: null,
      closedBy: null,
      counted: null,
      toSeq: null,
      expected: null,
      note: '',
    })
    return DONE
  },
})
