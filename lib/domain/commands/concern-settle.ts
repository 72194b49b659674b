import { z } from 'zod'
import { concernDecisionSchema, concernSchema } from '../documents'
import { change, read } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { reject } from './refuse'

/** Keeps what the desk has decided on something that was handed to it. The first decision stands. */
export const concernSettle = defineCommand({
  type: 'concern.settle',
  payload: z.object({ concernId: concernSchema.shape.concernId, decision: concernDecisionSchema }),
  by: BY_DESK,
  *run(acting, { concernId, decision }) {
    acting.allow()
    const concern = (yield* read('concern', concernId)) ?? reject('no_concern', null)
    if (concern.decision === decision) return DONE
    if (concern.decision !== null) reject('concern_decided', null)
    const decidedAt = new Date(acting.actedAt).toISOString()
    yield* change('concern', concernId, { decision, decidedBy: acting.actor.name ?? null, decidedAt })
    return DONE
  },
})
