import type { AnyCommand, Domain } from '../ports/domain'

/** Failures of a command sent alone after which it is given up: about five minutes. */
const GIVE_UP_AFTER = 20

/** Commands that the server failed to execute though they came alone. The others do not wait for them. */
export class StuckCommands {
  readonly #domain: Pick<Domain, 'touchedDocuments'>
  readonly #failures = new Map<string, number>()

  constructor(domain: Pick<Domain, 'touchedDocuments'>) {
    this.#domain = domain
  }

  /** @returns whether it has now failed so often that it is given up */
  failed({ id }: AnyCommand): boolean {
    const failures = (this.#failures.get(id) ?? 0) + 1
    this.#failures.set(id, failures)
    return failures >= GIVE_UP_AFTER
  }

  has({ id }: AnyCommand): boolean {
    return this.#failures.has(id)
  }

  /** @returns whether any of them was stuck */
  answered(ids: Iterable<string>): boolean {
    let any = false
    for (const id of ids) any = this.#failures.delete(id) || any
    return any
  }

  /** Those that may go on: not stuck, and behind nothing stuck that touches the same document. */
  passing(pending: readonly AnyCommand[]): readonly AnyCommand[] {
    if (this.#failures.size === 0) return pending
    const held = new Set<string>()
    return pending.filter((command) => {
      const touched = this.#domain.touchedDocuments(command)
      const waits = this.has(command) || touched.some((document) => held.has(document))
      if (waits) for (const document of touched) held.add(document)
      return !waits
    })
  }

  /** The one to try next: of those that are first at their documents, the one that was tried least. */
  next(pending: readonly AnyCommand[]): AnyCommand | null {
    const held = new Set<string>()
    let next: AnyCommand | null = null
    for (const command of pending) {
      const touched = this.#domain.touchedDocuments(command)
      const first = !touched.some((document) => held.has(document))
      for (const document of touched) held.add(document)
      if (!first || !this.has(command)) continue
      if (!next || this.#count(command) < this.#count(next)) next = command
    }
    return next
  }

  #count({ id }: AnyCommand): number {
    return this.#failures.get(id) ?? 0
  }
}
