import { COMMAND_REFUSALS } from './command-refusals'
import { FREE_WASH_REFUSALS } from './free-wash'
import { JOB_REFUSALS } from './job-refusals'
import { CHANGE_REFUSALS } from './order-change'
import { PAYMENT_REFUSALS } from './payment'
import { PERMISSION_REFUSALS } from './permissions'
import { PRICING_REFUSALS } from './pricing'
import { STAGE_REFUSALS } from './stages'

/**
 * Every sentence with which a rule says no, by topic and code: what each language of the station has to say under
 * `rules.<topic>.<code>`. A topic that is not here cannot refuse anything.
 */
export const REFUSAL_TEXTS = {
  stage: STAGE_REFUSALS,
  job: JOB_REFUSALS,
  permission: PERMISSION_REFUSALS,
  pricing: PRICING_REFUSALS,
  payment: PAYMENT_REFUSALS,
  change: CHANGE_REFUSALS,
  freeWash: FREE_WASH_REFUSALS,
  command: COMMAND_REFUSALS,
} as const

export type RefusalTexts = typeof REFUSAL_TEXTS
export type RefusalTopic = keyof RefusalTexts
