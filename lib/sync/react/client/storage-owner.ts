import type { KeyValueStorage } from '../../journal/local-storage'

const ownerKey = (key: string) => `${key}-account`

/**
 * Gives the state under `key` to `account`. A browser may be shared and the documented key is one for all: what was kept
 * for somebody else is removed rather than shown. State that says no owner (an older client's) is taken over.
 */
export function giveStorageTo(account: string, key: string, storage: () => KeyValueStorage): void {
  try {
    const kept = storage()
    const owner = kept.getItem(ownerKey(key))
    if (owner === account) return
    if (owner !== null) kept.removeItem(key)
    kept.setItem(ownerKey(key), account)
  } catch {
    // Storage is forbidden or full; the journal says so, and nothing new is kept there.
  }
}

/** Storage that one account writes, as long as the state under `key` is its own: its page may outlive its session. */
export class AccountStorage implements KeyValueStorage {
  readonly #account: string
  readonly #key: string
  readonly #storage: () => KeyValueStorage

  constructor(account: string, key: string, storage: () => KeyValueStorage) {
    this.#account = account
    this.#key = key
    this.#storage = storage
  }

  getItem(key: string): string | null {
    return this.#isOwner() ? this.#storage().getItem(key) : null
  }

  setItem(key: string, value: string): void {
    if (this.#isOwner()) this.#storage().setItem(key, value)
  }

  removeItem(key: string): void {
    if (this.#isOwner()) this.#storage().removeItem(key)
  }

  #isOwner(): boolean {
    return this.#storage().getItem(ownerKey(this.#key)) === this.#account
  }
}
