import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RequestScope, requestScope } from '../../server/request-scope'

/** Waiting for the writer took too long; says who has it. */
class WriteLockTimeout extends Error {
  readonly code = 'write_lock_timeout'
}

/** A request waits for the writer that it holds itself: a deadlock. */
class WaitsForItself extends Error {
  readonly code = 'write_lock_own_wait'
}

/** A holder of the same request that runs no statement for this long is taken to wait for its own waiter. */
const OWN_WAIT_MS = 500

interface Holder {
  readonly what: string
  /** Milliseconds of `performance.now`. */
  readonly since: number
  readonly scope: RequestScope | undefined
}

export interface LockedConnection {
  /** The statement last run, for messages. */
  lastSql(): string
  /** How many statements were run in all. */
  statements(): number
}

/**
 * SQLite has one writer. Writers stand in line here rather than collide in the database. The wait is bounded, and its
 * error names the holder. Code that writes without passing `req` waits for the transaction it is itself part of: that is
 * found within a second, so that one such request never keeps the others from writing. A transaction of an embedded database
 * never leaves its turn of the event loop: whoever stood in line begins in a turn of its own, or a line of writers would hold
 * up every stream and every read for as long as it is.
 */
export class WriteLock {
  private tail: Promise<void> = Promise.resolve()
  private holder: Holder | null = null
  /** Requests in line, the holder included. */
  private line = 0

  constructor(
    private readonly timeoutMs: number,
    private readonly connection: LockedConnection,
  ) {}

  /** @returns the function that gives the lock back; safe to call twice */
  async acquire(what: string): Promise<() => void> {
    let release!: () => void
    const previous = this.tail
    this.tail = new Promise<void>((resolve) => {
      release = resolve
    })
    const scope = requestScope()
    const isAlone = this.line === 0
    this.line += 1
    const refusal = await this.turn(previous, scope)
    if (refusal) {
      this.line -= 1
      // Keep the line intact: whoever stands behind still waits for those in front.
      void previous.then(release)
      const holder = `held ${this.heldFor()} ms by ${this.holder?.what ?? 'nobody'} (last statement: ${this.connection.lastSql().slice(0, 200)})`
      throw refusal === 'late'
        ? new WriteLockTimeout(`${what} waited ${this.timeoutMs} ms for the database's writer, ${holder}.`)
        : new WaitsForItself(`${what} waits for the database's writer, ${holder}: its own request. Pass req on.`)
    }
    if (!isAlone) await nextTurn()
    this.holder = { what, since: performance.now(), scope }
    let held = true
    return () => {
      if (!held) return
      held = false
      this.line -= 1
      this.holder = null
      release()
    }
  }

  /** Waits for `previous`; says why it waits no longer, or nothing once it is this caller's turn. */
  private async turn(previous: Promise<void>, scope: RequestScope | undefined): Promise<'late' | 'own' | undefined> {
    let late: NodeJS.Timeout | undefined
    let look: NodeJS.Timeout | undefined
    const gaveUp = new Promise<'late' | 'own'>((resolve) => {
      late = setTimeout(resolve, this.timeoutMs, 'late')
      if (!scope) return
      let holder: Holder | null = null
      let statements = -1
      look = setInterval(() => {
        const own = this.holder?.scope === scope
        if (own && this.holder === holder && this.connection.statements() === statements) resolve('own')
        holder = this.holder
        statements = this.connection.statements()
      }, OWN_WAIT_MS / 2)
    })
    const outcome = await Promise.race([previous.then(() => undefined), gaveUp])
    clearTimeout(late)
    clearInterval(look)
    return outcome
  }

  private heldFor(): number {
    return this.holder ? Math.round(performance.now() - this.holder.since) : 0
  }
}
