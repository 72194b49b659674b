/** An instant as the wire carries it, from what a database hands back; `null` where there is none. */
export function instantOrNull(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  return new Date(value as string | number | Date).toISOString()
}

/** As `instantOrNull`, for fields every row has; a row not yet saved counts as of the epoch. */
export function instant(value: unknown): string {
  return instantOrNull(value) ?? new Date(0).toISOString()
}
