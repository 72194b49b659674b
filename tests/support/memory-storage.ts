import type { KeyValueStorage } from '@/lib/sync/journal/local-storage'

/** A `localStorage` with a quota, or one that throws as in private mode. */
export class MemoryStorage implements KeyValueStorage {
  readonly #items = new Map<string, string>()
  readonly #quota: number
  forbidden = false
  writes = 0

  /** @param quota characters in all */
  constructor(quota = 5_000_000) {
    this.#quota = quota
  }

  getItem(key: string): string | null {
    this.#check()
    return this.#items.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    this.#check()
    if (value.length > this.#quota) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    this.writes += 1
    this.#items.set(key, value)
  }

  removeItem(key: string): void {
    this.#check()
    this.#items.delete(key)
  }

  #check(): void {
    if (this.forbidden) throw new DOMException('The operation is insecure.', 'SecurityError')
  }
}
