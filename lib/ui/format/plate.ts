import { isProvisional, shownNumber } from '@/lib/domain'

const SERVER_NUMBER = /^AX-\d{8}-\d{4,}$/

/**
 * A plate as it stands on the car, however it was typed: `wxy1234` and `WXY-1234` as `WXY 1234`. What has neither a letter nor a
 * digit, such as one that was erased, stays as it is. A car without one goes by its order's id: that is said as people read it.
 */
export function plateText(plate: string): string {
  if (SERVER_NUMBER.test(plate) || isProvisional(plate)) return shownNumber(plate)
  const groups = plate
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .match(/\p{L}+|\p{N}+/gu)
  return groups?.join(' ') ?? plate
}
