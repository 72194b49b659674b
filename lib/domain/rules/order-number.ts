/** `AX-20260115-0001`; a site's ten-thousandth order of a day takes a fifth digit. */
export function formatOrderNumber(day: string, count: number): string {
  return `AX-${day}-${String(count).padStart(4, '0')}`
}
