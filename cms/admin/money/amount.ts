/** Largest amount the protocol carries, in sen. */
const LARGEST = 1_000_000_000

/**
 * What a person typed as an amount, in whole sen: `25`, `25.5`, `RM 1,234.50`. `null` for what is none, has parts of a
 * sen, or is too large.
 */
export function readAmount(text: string): number | null {
  const plain = text.replaceAll(/[^\d.,-]/g, '')
  // Commas between thousands alone: elsewhere one may be meant as the decimal point, a hundred times less.
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(plain)
  if (!match) return null
  const [, sign, whole = '', part = ''] = match
  const sen = Number(whole.replaceAll(',', '')) * 100 + Number(part.padEnd(2, '0'))
  if (sen > LARGEST) return null
  return sign && sen !== 0 ? -sen : sen
}

/** Sen as an amount to edit: `25.00`. */
export const amountText = (sen: number): string => (sen / 100).toFixed(2)
