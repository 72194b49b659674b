import { z } from 'zod'
import type { BayStatus } from '../documents'
import { slugSchema } from '../values'
import { change } from './access'
import { BY_DESK_OR_BAY, DONE, defineCommand } from './define'
import { reject } from './refuse'
import { checkVersion, requireBay } from './site-effects'

/** Of an empty bay: `occupied` comes with a car. */
const SETTABLE = ['available', 'cleaning', 'out_of_service'] as const satisfies readonly BayStatus[]

/** Why a bay is out of service. */
export const BAY_REASONS = ['maintenance', 'equipment_fault', 'no_staff', 'no_water', 'no_power', 'other'] as const

/** Says what state an empty bay is in. */
export const baySetStatus = defineCommand({
  type: 'bay.setStatus',
  payload: z.object({
    bayId: slugSchema,
    status: z.enum(SETTABLE),
    reason: z.enum(BAY_REASONS).nullable().default(null),
  }),
  by: BY_DESK_OR_BAY,
  *run(acting, { bayId, status, reason }) {
    acting.allow({ bayId })
    const bay = yield* requireBay(bayId)
    checkVersion(acting, bay.version, { bay })
    if (bay.orderID !== null) reject('bay_occupied', { bay }, { bay: bay.name })
    yield* change('bay', bayId, { status, statusReason: status === 'out_of_service' ? reason : null })
    return DONE
  },
})
