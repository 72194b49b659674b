/**
 * A plate as it stands on the car, however it was typed: `wxy1234` and `WXY-1234` as `WXY 1234`. What has neither a letter nor a
 * digit, such as one that was erased, stays as it is.
 */
export function plateText(plate: string): string {
  const groups = plate
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .match(/\p{L}+|\p{N}+/gu)
  return groups?.join(' ') ?? plate
}
