/** Most that is taken at once, sen. */
const MOST_SEN = 100_000_000

/**
 * Sen of an amount as a person types it: `12`, `12.5`, `12,50`, `1 200.00`; `null` for what is no amount or is beyond a
 * million.
 */
export function senOf(typed: string): number | null {
  const match = /^(\d+)(?:[.,](\d{0,2}))?$/.exec(typed.replaceAll(/[\s\u00a0]/g, ''))
  if (!match) return null
  const sen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return sen <= MOST_SEN ? sen : null
}

/** An amount as a person would type it: `12.50`. */
export const typedOf = (sen: number): string => (sen / 100).toFixed(2)
