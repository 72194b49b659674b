import type { LogPosition } from '../log-writing'

/** How far each log was told to anybody by this server, as an event, an answer or a cursor. */
export class ToldHeads {
  readonly #heads = new Map<string, LogPosition>()

  tell({ tenant, epoch, head }: LogPosition): void {
    const known = this.#heads.get(tenant)
    if (known?.epoch === epoch && known.head >= head) return
    this.#heads.set(tenant, { tenant, epoch, head })
  }

  /** Whether all of it is in these logs, which nobody has written to since. */
  areIn(logs: readonly LogPosition[]): boolean {
    const found = new Map(logs.map((log) => [log.tenant, log]))
    return [...this.#heads.values()].every(({ tenant, epoch, head }) => {
      const log = found.get(tenant)
      return log !== undefined && log.epoch === epoch && log.head >= head
    })
  }

  forget(): void {
    this.#heads.clear()
  }
}
