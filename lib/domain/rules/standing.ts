import type { Actor, Role } from '../roles'
import { type Position, personActor } from '../team'

/** What a position is trusted with: as much as the role beside it, in the same tables. */
const AS_ROLE: Readonly<Record<Position, Role>> = {
  washer: 'bay',
  cashier: 'cashier',
  manager: 'staff',
  owner: 'admin',
}

const BY_TRUST: readonly Role[] = ['admin', 'staff', 'cashier', 'bay']

/** Somebody of the team as a command names them. */
export interface Colleague {
  readonly personId: string
  readonly name: string
  readonly position: Position
  /** When their PIN was set; `null` while they have none, and could be anybody who taps their name. */
  readonly pinSetAt: string | null
  /** They do not work there any more. */
  readonly hasLeft?: boolean
  /** Named at somebody's own sign-in without having shown their PIN there: trusted with no more than that sign-in. */
  readonly isUnproven?: boolean
}

/** Who approves what takes more than another may do. */
export const mayApprove = ({ position, pinSetAt }: Pick<Colleague, 'position' | 'pinSetAt'>): boolean =>
  (position === 'manager' || position === 'owner') && pinSetAt !== null

/** Whom a command names, as the place where it runs knows them; `null` for nobody and for one it does not know. */
export interface Named {
  readonly person: Colleague | null
  readonly approver: Colleague | null
}

/** When they are named. */
export interface Occasion {
  /** The site asks who stands at its stations; at one that does not, a name gives nobody a right. */
  readonly asksWho: boolean
  /** It says what has happened, rather than what somebody wants. */
  readonly isFact: boolean
}

function trustIn({ position, pinSetAt, hasLeft = false }: Colleague): Role {
  if (hasLeft) return 'bay'
  return pinSetAt === null && position !== 'washer' ? 'cashier' : AS_ROLE[position]
}

const lesser = (one: Role, other: Role): Role => (BY_TRUST.indexOf(one) > BY_TRUST.indexOf(other) ? one : other)

/**
 * Who acts, by name and with the trust of the position of who stood there or of who approved it. What has happened was approved
 * when it did, though the approver has left since; what somebody wants is judged by what they may now.
 */
export function actingAs<A extends Actor>(actor: A, { person, approver }: Named, { asksWho, isFact }: Occasion): A {
  const named = person ? { ...actor, name: personActor(person.personId) } : actor
  if (!asksWho || (!person && !approver)) return named
  const trusted = person === null ? actor.role : trustIn(person)
  const own = person?.isUnproven ? lesser(trusted, actor.role) : trusted
  const approves = approver && mayApprove(approver) && (isFact || !approver.hasLeft) ? approver : null
  const approved = approves && AS_ROLE[approves.position]
  return {
    ...named,
    trust: BY_TRUST.find((role) => role === own || role === approved) ?? actor.role,
    approvedBy: approves && { actor: personActor(approves.personId), name: approves.name },
  }
}

/** As whom the rules judge what takes more than a station's key. */
export const trustOf = ({ trust, role }: Pick<Actor, 'role' | 'trust'>): Role => trust ?? role
