/** Listeners by the name of what they listen to; telling one name wakes no listener of another. */
export class Channels {
  readonly #listeners = new Map<string, Set<() => void>>()

  listen(name: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(name) === listeners) this.#listeners.delete(name)
    }
  }

  tell(names: Iterable<string>): void {
    for (const name of names) {
      for (const listener of [...(this.#listeners.get(name) ?? [])]) listener()
    }
  }
}
