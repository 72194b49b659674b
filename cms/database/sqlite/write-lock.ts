/** Waiting for the writer took too long; says who has it. */
class WriteLockTimeout extends Error {
  readonly code = 'write_lock_timeout'
}

/**
 * SQLite has one writer. Writers stand in line here rather than collide in the database. The wait is bounded, and its
 * error names the holder: a hook that writes without passing `req` waits for the transaction it is itself part of.
 */
export class WriteLock {
  private tail: Promise<void> = Promise.resolve()
  private holder: { what: string; since: number } | null = null

  constructor(
    private readonly timeoutMs: number,
    private readonly describeHolder: () => string,
  ) {}

  /** @returns the function that gives the lock back; safe to call twice */
  async acquire(what: string): Promise<() => void> {
    let release!: () => void
    const previous = this.tail
    this.tail = new Promise<void>((resolve) => {
      release = resolve
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, this.timeoutMs, 'late')
    })
    const outcome = await Promise.race([previous, late])
    clearTimeout(timer)
    if (outcome === 'late') {
      // Keep the line intact: whoever stands behind still waits for those in front.
      void previous.then(release)
      throw new WriteLockTimeout(
        `${what} waited ${this.timeoutMs} ms for the database's writer, held ${this.heldFor()} ms by ${this.holder?.what ?? 'nobody'} (last statement: ${this.describeHolder()}). A hook that writes without passing req waits for itself.`,
      )
    }
    this.holder = { what, since: performance.now() }
    let held = true
    return () => {
      if (!held) return
      held = false
      this.holder = null
      release()
    }
  }

  private heldFor(): number {
    return this.holder ? Math.round(performance.now() - this.holder.since) : 0
  }
}
