import type { Payload } from 'payload'
import { type Limiter, limits, spend } from '../database'

/** Receipts that one address opens in a minute: a family's telephones behind one router, and not somebody who tries links. */
const A_MINUTE = 60

const made = new WeakMap<Payload, Limiter>()

function limiterOf(payload: Payload): Limiter {
  const limiter = made.get(payload) ?? limits(payload).limiter({ name: 'receipts', points: A_MINUTE, seconds: 60 })
  made.set(payload, limiter)
  return limiter
}

/** Counts a receipt that is opened without a sign-in; whether it is one too many. */
export const opensTooMany = async (payload: Payload, address: string): Promise<boolean> =>
  (await spend(limiterOf(payload), address)).isBeyond
