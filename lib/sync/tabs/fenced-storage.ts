import type { KeyValueStorage } from '../journal/local-storage'

/**
 * Storage that only its present owner may write. A tab that hung, lost the lead and woke up again would otherwise write
 * its old picture over the new leader's before it learns that it was deposed.
 */
export class FencedStorage implements KeyValueStorage {
  readonly #storage: () => KeyValueStorage
  readonly #key: string
  readonly #owner: string

  /** @param key where the owner's name is kept; @param owner this tab's name */
  constructor(storage: () => KeyValueStorage, key: string, owner: string) {
    this.#storage = storage
    this.#key = key
    this.#owner = owner
  }

  /** From now on this tab writes, and the one before does not. */
  claim(): void {
    try {
      this.#storage().setItem(this.#key, this.#owner)
    } catch {
      // Full or forbidden storage: the journal finds out when it writes, and says so.
    }
  }

  getItem(key: string): string | null {
    return this.#storage().getItem(key)
  }

  setItem(key: string, value: string): void {
    if (this.#mayWrite()) this.#storage().setItem(key, value)
  }

  removeItem(key: string): void {
    if (this.#mayWrite()) this.#storage().removeItem(key)
  }

  #mayWrite(): boolean {
    const owner = this.#storage().getItem(this.#key)
    return owner === null || owner === this.#owner
  }
}
