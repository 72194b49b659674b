import type { ServerState } from '@/preload/contract'
import { StationError } from '../station-error'
import { restartDecision } from './restart-policy'
import { type ForkServer, type ServerChild, type ServerEnvironment, serverMessageSchema } from './server-child'

/** Milliseconds. */
const START_PATIENCE = 60_000
/** For each step of bringing the database to a new release: a large one takes minutes, and being ended would begin it anew. */
const MIGRATION_PATIENCE = 60 * 60_000
const HEALTH_EVERY = 10_000
const STOP_PATIENCE = 10_000
/** Health checks in a row that may fail before the process is taken for hung. */
const MISSED_CHECKS = 3

interface Clock {
  monotonic(): number
  setTimeout(run: () => void, delay: number): unknown
  clearTimeout(timer: unknown): void
}

export interface BundledServerOptions {
  readonly fork: ForkServer
  /** Asked before each start, so that a changed role or address is used. */
  readonly environment: () => ServerEnvironment
  /** Whether the server answers; must not throw. */
  readonly healthy: (url: string) => Promise<boolean>
  readonly clock: Clock
  /** Everything the server prints. */
  readonly output: (text: string) => void
  readonly note: (level: 'info' | 'warn' | 'error', message: string) => void
  readonly changed: (state: ServerState) => void
  /** The key the server made for this station. */
  readonly provisioned: (key: string) => void
}

/** Keeps the bundled server running: starts it, checks it, starts it again when it ends or hangs. */
export class BundledServer {
  readonly #options: BundledServerOptions
  #state: ServerState = { status: 'not_hosted', url: null, restarts: 0, lastError: null }
  #child: ServerChild | null = null
  #wanted = false
  #timer: unknown = null
  #missed = 0
  #ends: number[] = []
  #lastLine = ''
  #ended: (() => void) | null = null
  /** Set while a process that is no longer wanted ends: no other may be started beside it, on the same port and files. */
  #stopping: Promise<void> | null = null

  constructor(options: BundledServerOptions) {
    this.#options = options
  }

  state(): ServerState {
    return this.#state
  }

  /** While an earlier process is still ending, the new one starts when that one is gone. */
  start(): void {
    if (this.#wanted) return
    this.#wanted = true
    this.#ends = []
    if (this.#stopping) this.#change({ status: 'starting', url: null, lastError: null })
    else this.#launch('starting')
  }

  /**
   * Resolves when the process is gone; it is given ten seconds to end by itself. Whatever was asked last is what stays:
   * a start that was asked for meanwhile happens then.
   */
  async stop(): Promise<void> {
    this.#wanted = false
    this.#stopping ??= this.#child ? this.#end(this.#child) : null
    if (this.#stopping) return this.#stopping
    this.#clear()
    this.#change({ status: 'not_hosted', url: null, lastError: null })
  }

  /** With the environment as it now is. */
  restart(): Promise<void> {
    const stopped = this.stop()
    this.start()
    return stopped
  }

  async #end(child: ServerChild): Promise<void> {
    this.#clear()
    const gone = new Promise<void>((resolve) => {
      this.#ended = resolve
    })
    child.kill(false)
    this.#timer = this.#options.clock.setTimeout(() => child.kill(true), STOP_PATIENCE)
    await gone
    this.#stopping = null
    if (this.#wanted) this.#launch('starting')
    else this.#change({ status: 'not_hosted', url: null, lastError: null })
  }

  #launch(status: ServerState['status']): void {
    const { fork, environment, output } = this.#options
    this.#change({ status })
    let child: ServerChild
    try {
      child = fork(environment())
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      // The installation may be repaired, and the disk have room again, with nobody at the screen.
      this.#startAgain(error instanceof StationError ? `${error.code}: ${message}` : message, true)
      return
    }
    this.#child = child
    this.#missed = 0
    child.onOutput((text) => {
      const line = text.trim().split('\n').at(-1)
      if (line) this.#lastLine = line.slice(0, 300)
      output(text)
    })
    child.onMessage((message) => {
      if (child === this.#child) this.#told(message)
    })
    child.onExit((code) => {
      if (child === this.#child) this.#exited(code)
    })
    this.#expectWithin(START_PATIENCE, 'get ready', child)
  }

  #expectWithin(patience: number, what: string, child: ServerChild): void {
    this.#clear()
    this.#timer = this.#options.clock.setTimeout(() => {
      this.#options.note(
        'error',
        `The server did not ${what} within ${patience / 1000} s; it is ended and started again.`,
      )
      child.kill(true)
    }, patience)
  }

  #told(message: unknown): void {
    const parsed = serverMessageSchema.safeParse(message)
    if (!parsed.success) return
    if (parsed.data.type === 'provisioned') {
      this.#options.provisioned(parsed.data.apiKey)
      return
    }
    // It was told to end before it reported this.
    if (this.#stopping || !this.#child) return
    if (parsed.data.type === 'migrating') {
      this.#options.note('info', `The server brings its data to this release: ${parsed.data.step}.`)
      this.#change({ status: 'migrating' })
      this.#expectWithin(MIGRATION_PATIENCE, `finish ${parsed.data.step}`, this.#child)
      return
    }
    if (parsed.data.type === 'migrated') {
      this.#change({ status: 'starting' })
      this.#expectWithin(START_PATIENCE, 'get ready', this.#child)
      return
    }
    this.#options.note('info', `The server answers at ${parsed.data.url} (process ${this.#child?.pid}).`)
    this.#change({ status: 'running', url: parsed.data.url, lastError: null })
    this.#checkLater()
  }

  #checkLater(): void {
    this.#clear()
    this.#timer = this.#options.clock.setTimeout(() => void this.#check(), HEALTH_EVERY)
  }

  async #check(): Promise<void> {
    const child = this.#child
    const url = this.#state.url
    if (!child || !url) return
    const healthy = await this.#options.healthy(url)
    if (child !== this.#child || this.#stopping) return
    this.#missed = healthy ? 0 : this.#missed + 1
    if (this.#missed < MISSED_CHECKS) {
      this.#checkLater()
      return
    }
    this.#options.note('error', 'The server runs but does not answer; it is ended and started again.')
    child.kill(true)
  }

  #exited(code: number | null): void {
    this.#child = null
    this.#clear()
    this.#ended?.()
    this.#ended = null
    if (this.#stopping) return
    this.#startAgain(
      `The server ended${code === null ? '' : ` with code ${code}`}${this.#lastLine ? `: ${this.#lastLine}` : ''}`,
    )
  }

  /** After a pause that grows with each end. @param stuck nothing can be said of how soon it will work: say so at once */
  #startAgain(lastError: string, stuck = false): void {
    const { clock, note } = this.#options
    const now = clock.monotonic()
    this.#ends = [...this.#ends.slice(-9), now]
    const decision = restartDecision(this.#ends, now)
    const failed = decision.failed || stuck
    note(failed ? 'error' : 'warn', `${lastError} (starts again in ${Math.round(decision.delay / 1000)} s)`)
    this.#change({ status: failed ? 'failed' : 'restarting', restarts: this.#state.restarts + 1, lastError })
    this.#clear()
    this.#timer = clock.setTimeout(() => this.#launch(failed ? 'failed' : 'restarting'), decision.delay)
  }

  #clear(): void {
    this.#options.clock.clearTimeout(this.#timer)
    this.#timer = null
  }

  #change(change: Partial<ServerState>): void {
    this.#state = { ...this.#state, ...change }
    this.#options.changed(this.#state)
  }
}
