/** The smallest coin, sen: what is due in cash is rounded to it. */
const COIN = 5

/**
 * Sen that are due when they are paid in cash, at a site that rounds cash: to the nearest five. One or two sen are not rounded
 * to nothing: who owes them owes them still.
 */
export function dueInCash(due: number, { cashRounding }: { readonly cashRounding: boolean }): number {
  if (!cashRounding || due <= 0) return due
  return Math.round(due / COIN) * COIN || due
}

/** What an order comes to whose lines cost `sum` sen and whose cash was rounded before; never less than nothing. */
export const withRounding = (
  sum: number,
  rounding = 0,
): { readonly totalAmount: number; readonly rounding?: number } =>
  sum + rounding < 0 ? { totalAmount: sum, rounding: 0 } : { totalAmount: sum + rounding }
