import type { LogPosition } from '../log-writing'

/** How far each log was told to anybody by this server, in each of its epochs: as an event, an answer or a cursor. */
export class ToldHeads {
  readonly #logs = new Map<string, Map<string, number>>()

  tell({ tenant, epoch, head }: LogPosition): void {
    const epochs = this.#logs.get(tenant) ?? new Map<string, number>()
    if (head > (epochs.get(epoch) ?? -1)) this.#logs.set(tenant, epochs.set(epoch, head))
  }

  /** Whether these logs have all that was told of the epochs they are in. Whoever was told another one is told to begin anew. */
  areIn(logs: readonly LogPosition[]): boolean {
    return logs.every(({ tenant, epoch, head }) => (this.#logs.get(tenant)?.get(epoch) ?? 0) <= head)
  }
}
