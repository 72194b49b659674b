/** Most that is taken at once, sen. */
const MOST_SEN = 100_000_000
/** Largest amount the protocol carries, sen. */
const LARGEST_SEN = 1_000_000_000

/** `RM`, `S$`, `€`: what may stand before an amount. */
const CURRENCY = /^[\p{Lu}\p{Sc}]{1,3}/u
/** A comma is between thousands where whole groups of three follow it, and else the decimal point of those who write it so. */
const AMOUNT = /^(?:(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{0,2}))?|(\d+),(\d{0,2}))$/

function within(typed: string, most: number): number | null {
  const match = AMOUNT.exec(typed.replaceAll(/\s/g, '').replace(CURRENCY, ''))
  if (!match) return null
  const whole = match[1]?.replaceAll(',', '') ?? match[3]
  const part = match[2] ?? match[4] ?? ''
  const sen = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return sen <= most ? sen : null
}

/**
 * Sen of an amount as a person types it: `12`, `12.5`, `12,50`, `1,200.00`, `1 200.00`, `RM 12`; `null` for what is no
 * amount, is below zero or is beyond a million.
 */
export const senOf = (typed: string): number | null => within(typed, MOST_SEN)

/** The same for all amounts that documents have: also `-5`, and to ten million. */
export function signedSenOf(typed: string): number | null {
  const [, sign, plain = ''] = /^\s*(-?)(.*)$/s.exec(typed) ?? []
  const sen = within(plain, LARGEST_SEN)
  return sign && sen ? -sen : sen
}

/** An amount as a person would type it: `12.50`. */
export const typedOf = (sen: number): string => (sen / 100).toFixed(2)
