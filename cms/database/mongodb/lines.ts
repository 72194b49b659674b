/** Waiting for another transaction of this server took too long. */
class TurnTimeout extends Error {
  readonly code = 'write_lock_timeout'
}

/** Lines of this server's transactions, by what they will write. */
export class Lines {
  private readonly last = new Map<string, Promise<void>>()

  /**
   * Stands in line until all before have left it.
   *
   * @returns what leaves it; safe to call twice
   * @throws TurnTimeout
   */
  async wait(name: string, atMostMs: number): Promise<() => void> {
    const previous = this.last.get(name) ?? Promise.resolve()
    let leave!: () => void
    const place = new Promise<void>((resolve) => {
      leave = resolve
    })
    this.last.set(name, place)
    void place.then(() => {
      if (this.last.get(name) === place) this.last.delete(name)
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, atMostMs, 'late')
    })
    const outcome = await Promise.race([previous, late])
    clearTimeout(timer)
    if (outcome !== 'late') return leave
    // Whoever stands behind still waits for those in front.
    void previous.then(leave)
    throw new TurnTimeout(`${name} was waited for ${atMostMs} ms.`)
  }
}
