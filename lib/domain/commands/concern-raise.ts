import { z } from 'zod'
import { concernSchema } from '../documents'
import { withEscapes } from '../unseen-characters'
import { addConcern, read } from './access'
import { BY_DESK_OR_BAY, DONE, defineCommand } from './define'

const { shape } = concernSchema

/** Hands something that was refused to the desk. Once: what was handed over already stays as it is. */
export const concernRaise = defineCommand({
  type: 'concern.raise',
  payload: z.object({
    concernId: shape.concernId,
    about: z.object({ orderID: shape.orderID, plate: shape.plate }),
    action: shape.action,
    answer: shape.answer,
  }),
  // Of whatever bay: it changes nothing there.
  by: { ...BY_DESK_OR_BAY, bay: 'any' },
  *run(acting, { concernId, about, action, answer }) {
    acting.allow()
    if (yield* read('concern', concernId)) return DONE
    const order = about.orderID === null ? null : yield* read('order', about.orderID)
    yield* addConcern({
      concernId,
      plate: about.plate,
      orderID: order?.orderID ?? about.orderID,
      action: withEscapes(action),
      answer: withEscapes(answer),
      raisedBy: acting.actor.name ?? null,
      raisedAt: new Date(acting.actedAt).toISOString(),
      decision: null,
      decidedBy: null,
      decidedAt: null,
    })
    return DONE
  },
})
