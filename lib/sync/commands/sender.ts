import { z } from 'zod'
import type { SyncConfig } from '../config'
import { backoffDelay } from '../connection/backoff'
import type { CommandsKept } from '../feed'
import type { Clock, Outbox } from '../manager-api'
import { type Command, type CommandResult, commandResultSchema, MAX_COMMANDS } from '../protocol'
import { refuseCommand } from '../rules/command-refusals'
import { type Http, isRefused, type RequestFailure } from '../transport/http'

export interface SenderOptions {
  readonly outbox: Outbox
  readonly http: Http
  /** Where commands are posted. */
  readonly url: string
  readonly clock: Clock
  readonly random: () => number
  readonly config: SyncConfig
  /** Whether requests may leave at all: not after disconnect, not while the credentials are refused. */
  mayRun(): boolean
  onResults(results: readonly CommandResult[]): void
  /** The log reaches at least this number. Only from what was executed now: an earlier answer may be of an earlier log. */
  onHead(seq: number): void
  onPending(count: number): void
  onUnauthorized(): void
  onFailed(failure: RequestFailure): void
}

const responseSchema = z.object({ results: z.array(z.unknown()) })

/** Answers that say that this request will never be accepted, however often it is sent. */
const HOPELESS = new Set([400, 413, 422])

/**
 * Sends what is in the outbox, in order, one request at a time, until the server has answered each command. Sending
 * twice is harmless: the server executes an id at most once.
 */
export class CommandSender {
  readonly #options: SenderOptions
  #pending: Command[] = []
  /** Answered, and about to be taken out of the outbox. */
  readonly #told = new Set<string>()
  #sending = false
  #closed = false
  #failures = 0
  #timer: unknown = null
  /** Set after a batch was refused as a whole: commands then go one by one, to find the bad one. */
  #single = 0

  constructor(options: SenderOptions) {
    this.#options = options
  }

  /** Accepted and not yet answered, in order. */
  get list(): readonly Command[] {
    return this.#told.size === 0 ? this.#pending : this.#pending.filter(({ id }) => !this.#told.has(id))
  }

  get kept(): CommandsKept {
    return this.#options.outbox.kept ?? 'durable'
  }

  /** Takes over what the outbox holds: from an earlier session, or put there by another tab. */
  async load(): Promise<void> {
    const stored = await this.#options.outbox.pending()
    const ids = new Set(stored.map((command) => command.id))
    // What was accepted while we read comes after it.
    this.#setPending([...stored, ...this.#pending.filter((command) => !ids.has(command.id))])
  }

  /** Resolves once the command is safely kept. */
  async add(command: Command): Promise<void> {
    await this.#options.outbox.add(command)
    if (!this.#pending.some((each) => each.id === command.id)) this.#setPending([...this.#pending, command])
    if (this.#failures === 0) void this.#run()
  }

  /** Tries at once, whatever the backoff says, and looks for what other tabs have left. */
  sendNow(): void {
    this.#options.clock.clearTimeout(this.#timer)
    void this.#run(true)
  }

  /** No more tries until `sendNow`; an answer on its way is still taken. */
  pause(): void {
    this.#options.clock.clearTimeout(this.#timer)
  }

  /** For good: an answer that comes now is not taken, so that the next session asks again and somebody sees it. */
  close(): void {
    this.pause()
    this.#closed = true
  }

  async #run(look = false): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    try {
      // Not while an answer is on its way: what it settles must not come back.
      if (look) await this.load().catch(() => undefined)
      while (this.#pending.length > 0 && !this.#closed && this.#options.mayRun()) {
        const failure = await this.#sendBatch()
        if (this.#closed) break
        if (!failure) {
          this.#failures = 0
          continue
        }
        this.#failures += 1
        this.#options.onFailed(failure)
        if (isRefused(failure)) this.#options.onUnauthorized()
        else this.#retryLater(failure.retryAfter)
        break
      }
    } finally {
      this.#sending = false
    }
  }

  async #sendBatch(): Promise<RequestFailure | null> {
    const batch = this.#pending.slice(0, this.#single > 0 ? 1 : MAX_COMMANDS)
    // By the difference to its own clock the server corrects `issuedAt` of a station whose clock is wrong.
    const sentAt = new Date(this.#options.clock.now()).toISOString()
    const answer = await this.#options.http.request(this.#options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ commands: batch, sentAt }),
    })
    if (this.#closed) return null
    if (!answer.ok) {
      if (answer.status === null || !HOPELESS.has(answer.status)) return answer
      return this.#afterHopeless(batch)
    }
    const answers = readAnswers(answer.body, batch)
    if (answers.length === 0) {
      const message = 'The server answered none of the commands'
      return { ok: false, reason: 'bad_response', status: answer.status, retryAfter: null, message }
    }
    this.#single = Math.max(0, this.#single - 1)
    for (const result of answers) if (result.status === 'applied') this.#options.onHead(result.seq)
    return this.#settle(answers.map(inTheEnd))
  }

  async #afterHopeless(batch: readonly Command[]): Promise<RequestFailure | null> {
    const [first] = batch
    if (batch.length > 1 || !first) {
      this.#single = batch.length
      return null
    }
    this.#single = Math.max(0, this.#single - 1)
    const { message, key: reason } = refuseCommand('not_understood')
    return this.#settle([{ id: first.id, status: 'rejected', code: 'invalid', message, reason, current: null }])
  }

  async #settle(results: readonly CommandResult[]): Promise<RequestFailure | null> {
    const ids = new Set(results.map((result) => result.id))
    // Told first, forgotten after: a crash between the two tells twice rather than never.
    for (const id of ids) this.#told.add(id)
    this.#options.onResults(results)
    try {
      await this.#options.outbox.settle([...ids])
    } catch (error) {
      // Sent again later; the server answers `duplicate` then.
      const message = error instanceof Error ? error.message : String(error)
      return { ok: false, reason: 'outbox_failed', status: null, retryAfter: null, message }
    } finally {
      for (const id of ids) this.#told.delete(id)
    }
    this.#setPending(this.#pending.filter((command) => !ids.has(command.id)))
    return null
  }

  #setPending(pending: Command[]): void {
    this.#pending = pending
    this.#options.onPending(pending.length)
  }

  #retryLater(retryAfter: number | null): void {
    const { clock, config, random } = this.#options
    clock.clearTimeout(this.#timer)
    const delay = Math.max(backoffDelay(this.#failures, config, random), retryAfter ?? 0)
    this.#timer = clock.setTimeout(() => void this.#run(), delay)
  }
}

/** The results that answer commands of this batch; anything else is ignored. */
function readAnswers(body: unknown, batch: readonly Command[]): CommandResult[] {
  const response = responseSchema.safeParse(body)
  if (!response.success) return []
  const asked = new Set(batch.map((command) => command.id))
  return response.data.results.flatMap((value) => {
    const result = commandResultSchema.safeParse(value)
    return result.success && asked.has(result.data.id) ? [result.data] : []
  })
}

/**
 * What is told of an answer. A command that was answered before, on a reply that got lost, is answered by what it was
 * told then: the person has not heard it yet.
 */
function inTheEnd(result: CommandResult): CommandResult {
  if (result.status !== 'duplicate') return result
  const first = commandResultSchema.safeParse(result.first)
  return first.success && first.data.id === result.id ? first.data : result
}
