import type { Order, Stage } from '../documents'
import { STAGES } from '../documents'
import type { Actor, Role } from '../roles'
import type { SiteRules } from '../site'
import { heldOf } from './cash-rounding'
import { ALLOWED, type Allowed, type Refusal, refusals } from './refusal'

/**
 * The stage rules, one table: which stage may follow which, by whom, and what must be true of the order.
 * The server enforces it for commands and for REST edits; the screens use it to grey out what would be refused.
 * A site without billing uses the documented four stages (empty, initiated, in_progress, completed) alone;
 * `open`, `billed` and `paid` are finer steps of a site that bills.
 */

/** What the table asks of the order; every condition has its text below. */
const STAGE_CONDITIONS = {
  /** Everything owed is paid (or nothing is owed). */
  settled: (order: StageOrder) => isSettled(order),
  /** Nothing is owed, or the site does not bill. */
  settledOrUnbilled: (order: StageOrder, site: SiteRules) => !site.billing || isSettled(order),
  /** As before; or all that was paid was given back, which is no debt: the car goes. */
  settledOrGivenBack: (order: StageOrder, site: SiteRules) =>
    !site.billing || isSettled(order) || order.paymentStatus === 'refunded',
  /** No money is held for the order. */
  noMoneyHeld: (order: StageOrder) => heldOf(order) <= 0,
  /** The site bills. */
  billing: (_order: StageOrder, site: SiteRules) => site.billing,
  /** No job holds the car: a running wash ends at its bay, by finishing the job. */
  outOfBay: (order: StageOrder) => order.bayId === null,
} as const

type StageCondition = keyof typeof STAGE_CONDITIONS
export type StageRefusalCode = StageCondition | 'same' | 'never' | 'role'

export const STAGE_REFUSALS: Record<StageRefusalCode, string> = {
  settled: 'This order is not fully paid yet. Take the payment first.',
  settledOrUnbilled: 'This order is not fully paid yet. Take the payment first, then complete it.',
  settledOrGivenBack: 'This order is not fully paid yet. Take the payment first, then complete it.',
  noMoneyHeld: 'Money has been taken for this order. Refund it first.',
  billing: 'This site does not bill: the order is completed without a bill.',
  outOfBay: 'The car is still in its bay. Finish or cancel the job there first.',
  same: 'The order is already at this stage.',
  never: 'An order cannot go from {from} to {to}.',
  role: 'Your role may not move an order from {from} to {to}. Ask the cashier or an administrator.',
}

const STAFF: readonly Role[] = ['admin', 'staff', 'cashier']
const FLOOR: readonly Role[] = [...STAFF, 'bay']

export interface StageRule {
  readonly from: Stage
  readonly to: Stage
  readonly by: readonly Role[]
  readonly when: readonly StageCondition[]
}

const rule = (from: Stage, to: Stage, by: readonly Role[], ...when: StageCondition[]): StageRule => ({
  from,
  to,
  by,
  when,
})

/** Moves that are not here are refused with `never`. `paid` leads to `completed` alone; `completed` and `cancelled` end. */
export const STAGE_RULES: readonly StageRule[] = [
  // from         to             by                     only when
  rule('empty', 'initiated', [...STAFF, 'customer']),
  rule('empty', 'open', STAFF),
  rule('empty', 'in_progress', FLOOR),
  rule('initiated', 'open', STAFF),
  rule('initiated', 'in_progress', FLOOR),
  rule('open', 'in_progress', FLOOR),

  // Nothing was washed: a sale over the counter may be billed straight away.
  rule('initiated', 'billed', STAFF, 'billing'),
  rule('open', 'billed', STAFF, 'billing'),

  rule('in_progress', 'billed', FLOOR, 'billing', 'outOfBay'),
  rule('in_progress', 'paid', FLOOR, 'billing', 'outOfBay', 'settled'),
  rule('in_progress', 'completed', FLOOR, 'outOfBay', 'settledOrUnbilled'),

  rule('billed', 'paid', STAFF, 'settled'),
  rule('billed', 'completed', STAFF, 'settledOrGivenBack'),
  rule('paid', 'completed', STAFF, 'settledOrUnbilled'),

  // Back: the wash was not finished after all (undo at the bay, or the customer asks for more).
  rule('billed', 'in_progress', FLOOR),
  rule('completed', 'in_progress', FLOOR, 'noMoneyHeld'),
  // Back: the money was returned.
  rule('paid', 'billed', ['admin', 'staff'], 'noMoneyHeld'),

  // Cancelled from any stage before `paid`.
  rule('empty', 'cancelled', [...STAFF, 'customer'], 'noMoneyHeld'),
  rule('initiated', 'cancelled', [...STAFF, 'customer'], 'noMoneyHeld'),
  rule('open', 'cancelled', STAFF, 'noMoneyHeld'),
  rule('in_progress', 'cancelled', STAFF, 'noMoneyHeld'),
  rule('billed', 'cancelled', ['admin', 'staff'], 'noMoneyHeld'),
]

/** Whether a car at this stage has been washed, or was sold without. */
export const isWashed = (stage: Stage): boolean => stage === 'billed' || stage === 'paid' || stage === 'completed'

/** What the rules look at of an order; a whole public order is one. */
export type StageOrder = Pick<Order, 'stage' | 'totalAmount' | 'rounding' | 'paidAmount' | 'paymentStatus' | 'bayId'>

const BILLING_SITE: SiteRules = { billing: true }

const BY_MOVE = new Map(STAGE_RULES.map((entry) => [`${entry.from}>${entry.to}`, entry]))
const refuse = refusals('stage', STAGE_REFUSALS)

/** Everything owed has been paid; an order that costs nothing is settled from the start. */
export function isSettled(order: Pick<Order, 'totalAmount' | 'paidAmount'>): boolean {
  return order.paidAmount >= order.totalAmount
}

/** May `actor` move `order` to `stage`? The first thing in the way is the answer. */
export function mayMove(
  order: StageOrder,
  stage: Stage,
  actor: Pick<Actor, 'role'>,
  site: SiteRules = BILLING_SITE,
): Allowed | Refusal<StageRefusalCode> {
  const params = { from: order.stage, to: stage }
  if (order.stage === stage) return refuse('same', params)
  const entry = BY_MOVE.get(`${order.stage}>${stage}`)
  if (!entry) return refuse('never', params)
  if (!entry.by.includes(actor.role)) return refuse('role', params)
  const broken = entry.when.find((condition) => !STAGE_CONDITIONS[condition](order, site))
  return broken ? refuse(broken, params) : ALLOWED
}

/** The stages `actor` may move `order` to now, in the order of the stages. */
export function allowedStages(order: StageOrder, actor: Pick<Actor, 'role'>, site: SiteRules = BILLING_SITE): Stage[] {
  return STAGES.filter((stage) => mayMove(order, stage, actor, site).allowed)
}

/** Stages in which a car waits in a queue. */
export const WAITING_STAGES: readonly Stage[] = ['empty', 'initiated', 'open']

/**
 * The stage that people are told: a car that stands in a queue waits, whether or not anybody has said so of its order since it was
 * taken. One that is in none is not there yet.
 */
export const stageToSay = ({ stage, queue }: Pick<Order, 'stage' | 'queue'>): Stage =>
  stage === 'initiated' && queue !== null ? 'open' : stage
