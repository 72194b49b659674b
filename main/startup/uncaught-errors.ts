import { z } from 'zod'
import type { LogDetail, LogLevel } from '../diagnostics/station-log'
import { readJsonFile, writeFileAtomically } from '../settings/atomic-file'

/** Milliseconds, and restarts in them after which the cause must be looked at: the station then goes on as it is. */
const SPAN = 10 * 60_000
const RESTARTS = 3
/** Milliseconds between two messages to the person. */
const TELL_EVERY = 60_000

const recordSchema = z.object({ restarts: z.array(z.number()) })

export interface UncaughtErrorsOptions {
  /** Where the restarts are kept, so that a program that fails at each start does not start for ever. */
  readonly path: string
  readonly log: (level: LogLevel, message: string, detail: LogDetail) => void
  /** Shows in the window what happens now. */
  readonly tell: (trouble: { readonly restarts: boolean }) => void
  /** Closes journal and server, and starts the program anew. */
  readonly restart: () => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * What becomes of an error in main that nobody caught. A thrown one has left something half done, nobody knows what: the
 * program starts again, cleanly. A rejected promise has ended one task, and nothing else; the program goes on.
 */
export class UncaughtErrors {
  readonly #options: UncaughtErrorsOptions
  readonly #now: () => number
  #restarting = false
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(options: UncaughtErrorsOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  thrown(error: unknown): void {
    this.#options.log('error', 'Uncaught exception.', { error: textOf(error) })
    if (this.#restarting) return
    this.#restarting = this.#takeRestart()
    this.#tell(this.#restarting)
    if (this.#restarting) this.#options.restart()
  }

  rejected(error: unknown): void {
    this.#options.log('error', 'Unhandled rejection.', { error: textOf(error) })
    if (!this.#restarting) this.#tell(false)
  }

  /** When the program was last started again for this reason; `null` if never within the time that is counted. */
  lastRestart(): number | null {
    return this.#recent().at(-1) ?? null
  }

  #takeRestart(): boolean {
    const recent = this.#recent()
    if (recent.length >= RESTARTS) return false
    try {
      writeFileAtomically(this.#options.path, JSON.stringify({ restarts: [...recent, this.#now()] }))
      return true
    } catch {
      // Restarts that cannot be counted could go on for ever.
      return false
    }
  }

  #recent(): number[] {
    const found = readJsonFile(this.#options.path)
    const parsed = recordSchema.safeParse(found.kind === 'read' ? found.value : undefined)
    const now = this.#now()
    return parsed.success ? parsed.data.restarts.filter((at) => Math.abs(now - at) < SPAN) : []
  }

  #tell(restarts: boolean): void {
    const now = this.#now()
    if (!restarts && Math.abs(now - this.#toldAt) < TELL_EVERY) return
    this.#toldAt = now
    this.#options.tell({ restarts })
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
