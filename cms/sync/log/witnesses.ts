/** A second claim within this time that a log went back is not believed. */
const A_LOG_EVERY_MS = 60_000
/**
 * A key in wrong hands can claim to be ahead as often as it likes, and each belief costs every station a snapshot. What it
 * claims cannot be checked (a machine that was rolled back knows nothing of it), so it is believed once a day.
 */
const AN_ACCOUNT_EVERY_MS = 24 * 60 * 60_000

/** Whom to believe that a log went back: accounts that say they know events which the log does not have. */
export class Witnesses {
  private readonly logs = new Map<string, number>()
  /** At most as many as there are accounts: nobody else is heard. */
  private readonly accounts = new Map<string, number>()

  /**
   * Whether the account is believed now; if so it counts.
   * @param account as the log names it
   * @param now milliseconds of a clock that never goes back
   */
  believes(tenant: string, account: string, now: number): boolean {
    const since = (last: number | undefined) => (last === undefined ? Number.POSITIVE_INFINITY : now - last)
    // Names of stations are unique within their site alone.
    const name = `${tenant} ${account}`
    if (since(this.logs.get(tenant)) < A_LOG_EVERY_MS) return false
    if (since(this.accounts.get(name)) < AN_ACCOUNT_EVERY_MS) return false
    this.logs.set(tenant, now)
    this.accounts.set(name, now)
    return true
  }
}
