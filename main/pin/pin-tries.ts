/** Wrong tries in a row and until when (milliseconds since 1970) no further one is accepted. */
export interface PinTries {
  readonly failures: number
  readonly lockedUntil: number
}

export const NO_TRIES: PinTries = { failures: 0, lockedUntil: 0 }

const FREE_TRIES = 5
const FIRST_LOCK = 30_000
const LONGEST_LOCK = 15 * 60_000

/** Five tries are free; then 30 s, doubling up to 15 min: 10,000 PINs of four digits take three months. */
export function afterWrongPin(tries: PinTries, now: number): PinTries {
  const failures = tries.failures + 1
  if (failures < FREE_TRIES) return { failures, lockedUntil: 0 }
  const lock = Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** (failures - FREE_TRIES))
  return { failures, lockedUntil: now + lock }
}

/** A clock that was set back must not lock a station for longer than the longest lock. */
export function isLocked(tries: PinTries, now: number): boolean {
  return tries.lockedUntil > now && tries.lockedUntil - now <= LONGEST_LOCK
}
