/** Failures after which a command is refused, so that those behind it at the station do not wait for ever. */
const MOST_FAILURES = 5
/** Commands remembered; the oldest is forgotten, and counted from the start. */
const MOST_COMMANDS = 10_000

/** How often the server has failed on each command, in this run. */
const failures = new Map<string, number>()

const keyOf = (tenant: string, commandId: string) => `${tenant} ${commandId}`

/** @returns whether it has now failed so often that it is given up */
export function hasFailedTooOften(tenant: string, commandId: string): boolean {
  const key = keyOf(tenant, commandId)
  const count = (failures.get(key) ?? 0) + 1
  failures.delete(key)
  failures.set(key, count)
  if (failures.size > MOST_COMMANDS) failures.delete(failures.keys().next().value ?? key)
  return count >= MOST_FAILURES
}

export function forgetFailures(tenant: string, commandId: string): void {
  failures.delete(keyOf(tenant, commandId))
}
