import type { Order } from '../documents'

/** The smallest coin, sen: what is due in cash is rounded to it. */
const COIN = 5

/**
 * Sen that are due when they are paid in cash, or given back in it, at a site that rounds cash: to the nearest five. One or two
 * sen are not rounded to nothing: who owes them owes them still.
 */
export function dueInCash(due: number, { cashRounding }: { readonly cashRounding: boolean }): number {
  if (!cashRounding || due <= 0) return due
  return Math.round(due / COIN) * COIN || due
}

/**
 * Sen that are held of the customer's money. What is left, or missing, where all of it went back in cash is the rounding of that:
 * nobody has it to ask for.
 */
export const heldOf = ({ paidAmount, rounding = 0 }: Pick<Order, 'paidAmount' | 'rounding'>): number =>
  paidAmount === rounding ? 0 : paidAmount

/**
 * What an order comes to whose lines cost `sum` sen, of which `paidAmount` are held, and whose cash was rounded before. The
 * rounding lasts as long as the order is settled by it: what is owed again is owed to the sen, and rounded anew when it is paid
 * in cash. So it never adds up to more than once, once more where all had gone back before, and what costs nothing is not rounded.
 */
export function withRounding(
  sum: number,
  { rounding = 0, paidAmount }: { readonly rounding?: number | undefined; readonly paidAmount: number },
): { readonly totalAmount: number; readonly rounding?: number } {
  if (rounding === 0) return { totalAmount: sum }
  const totalAmount = sum + rounding
  // What is held to the sen needs no rounding: with it a coin less would be owed than was paid, which no coin gives back.
  const needsIt = paidAmount !== sum && (paidAmount >= totalAmount || heldOf({ paidAmount, rounding }) === 0)
  const isSettled = sum > 0 && totalAmount > 0 && needsIt
  return isSettled ? { totalAmount } : { totalAmount: sum, rounding: 0 }
}
