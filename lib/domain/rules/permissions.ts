import { COMMANDS, type CommandType } from '../commands'
import type { Stage } from '../documents'
import type { Actor, Role } from '../roles'
import type { DiscountLimits, Site } from '../site'
import { backInCash, type Held, takenTooMuch } from './payment'
import { ALLOWED, type Allowed, type Refusal, refusals } from './refusal'
import { isWashed, mayMove, type StageOrder, type StageRefusalCode } from './stages'
import { trustOf } from './standing'

/** Giving money back needs more trust than taking it: a person's own sign-in, not a station's. */
const REFUND_ROLES: readonly Role[] = ['admin', 'staff']

/** Whose stations and sign-ins are a desk, at which somebody else may stand than who signed in. */
const AT_DESKS: readonly Role[] = ['admin', 'staff', 'cashier']

export const PERMISSION_REFUSALS = {
  role: 'This station or sign-in may not do this. Use the cashier desk or ask an administrator.',
  other_bay: 'This station may only act on its own bay.',
  other_order: 'This order belongs to somebody else.',
  refund: 'A refund needs the approval of a manager, or a member of staff who signs in by name.',
  cheaper:
    'This car has been washed, so its order is not made cheaper here. Ask somebody who may: a member of staff or an administrator.',
  money: 'Money is for a cashier: tap the name at the top to change places.',
  cancel: 'Calling an order off needs the approval of a manager.',
  discount:
    'More than {percent} % is not taken off here. An owner or administrator may take off more: at their own sign-in, from wherever they are, or with their PIN here. They also set this limit.',
} as const

export type PermissionRefusalCode = keyof typeof PERMISSION_REFUSALS

const refuse = refusals('permission', PERMISSION_REFUSALS)

/** What the command is about: the bay it touches; whether the order is the customer's own. */
export interface CommandTarget {
  readonly bayId?: string | null
  readonly ownOrder?: boolean
}

/** May `actor` do this kind of command on this target? Without a target the answer is about the kind alone. */
export function mayCommand(
  type: CommandType,
  actor: Actor,
  target?: CommandTarget,
): Allowed | Refusal<PermissionRefusalCode> {
  const reach = COMMANDS[type].by[actor.role]
  if (!reach) return refuse('role')
  if (reach === 'any' || !target) return ALLOWED
  if (actor.role === 'customer') return target.ownOrder ? ALLOWED : refuse('other_order')
  return actor.bayId !== null && target.bayId === actor.bayId ? ALLOWED : refuse('other_bay')
}

/**
 * May `actor` give back `amount` sen of what was paid for the order? What came in too much, whoever stands at the desk gives
 * back, in `cash` as what coins make of it; more than that takes a person's own sign-in, or a manager.
 */
export function mayRefund(
  actor: Actor,
  order: Held,
  amount: number,
  cash?: { readonly cashRounding: boolean },
): Allowed | Refusal<PermissionRefusalCode> {
  const tooMuch = takenTooMuch(order)
  const most = cash ? Math.max(tooMuch, backInCash(order, tooMuch, cash)) : tooMuch
  return REFUND_ROLES.includes(trustOf(actor)) || amount <= most ? ALLOWED : refuse('refund')
}

/**
 * May `actor` have an order at this stage cost `less` sen less than it did? Once the car is washed that is as good as giving
 * money back.
 */
export function mayMakeCheaper(
  actor: Pick<Actor, 'role' | 'trust'>,
  stage: Stage,
  less: number,
): Allowed | Refusal<PermissionRefusalCode> {
  return less <= 0 || !isWashed(stage) || REFUND_ROLES.includes(trustOf(actor)) ? ALLOWED : refuse('cheaper')
}

/** May `actor` take `discount` sen off lines that cost `sum` sen, where the site sets these limits? */
export function mayDiscount(
  actor: Pick<Actor, 'role' | 'trust'>,
  sum: number,
  discount: number,
  limits: DiscountLimits,
): Allowed | Refusal<PermissionRefusalCode> {
  const most: Readonly<Partial<Record<Role, number>>> = { admin: 100, ...limits }
  const percent = most[trustOf(actor)] ?? 0
  return discount * 100 <= sum * percent ? ALLOWED : refuse('discount', { percent })
}

/**
 * May whoever stands at a desk take money there, and open and close its shifts? A washer does not. The screens ask before; what
 * has been taken all the same is recorded, whoever took it.
 */
export function mayTakeMoney(actor: Pick<Actor, 'role' | 'trust'>): Allowed | Refusal<PermissionRefusalCode> {
  return AT_DESKS.includes(actor.role) && trustOf(actor) === 'bay' ? refuse('money') : ALLOWED
}

/** May `actor` call the order off? At a site that asks who stands there, staff and managers do; customers their own. */
export function mayCancel(
  actor: Pick<Actor, 'role' | 'trust'>,
  order: StageOrder,
  site: Pick<Site, 'billing' | 'asksWho'>,
): Allowed | Refusal<StageRefusalCode | PermissionRefusalCode> {
  const role = trustOf(actor)
  const answer = mayMove(order, 'cancelled', { role: role === 'bay' ? actor.role : role }, site)
  if (!AT_DESKS.includes(actor.role)) return answer
  // What nobody's approval would help against is said first.
  const inTheWay = mayMove(order, 'cancelled', { role: 'admin' }, site)
  if (!inTheWay.allowed) return inTheWay
  return site.asksWho && !REFUND_ROLES.includes(role) ? refuse('cancel') : answer
}
