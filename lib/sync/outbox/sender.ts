import { z } from 'zod'
import type { SyncConfig } from '../config'
import { backoffDelay } from '../connection/backoff'
import type { AnyCommand, CommandDomain, GivenUp } from '../ports/domain'
import type { Clock, Outbox } from '../ports/ports'
import { type CommandResult, MAX_COMMANDS } from '../protocol'
import type { CommandsKept } from '../status/status'
import { type Http, isRefused, type RequestFailure } from '../transport/http'
import type { RefusedCommands } from './refused-commands'
import { StuckCommands } from './stuck-commands'
import { WaitingCommands, type WaitingCommandsOptions } from './waiting-commands'
import { takeBack, type Withdrawal } from './withdrawal'

export interface SenderOptions extends Omit<WaitingCommandsOptions, 'outbox'> {
  readonly domain: Pick<CommandDomain, 'result' | 'touchedDocuments' | 'leansOn' | 'refusal'>
  readonly outbox: Outbox
  /** Where what the server refuses waits for a person. */
  readonly refused: RefusedCommands
  readonly http: Http
  /** Where commands are posted. */
  readonly url: string
  readonly clock: Clock
  readonly random: () => number
  readonly config: SyncConfig
  /** Whether requests may leave at all: not after disconnect, not while the credentials are refused. */
  mayRun(): boolean
  /** Whether the server is heard right now. */
  isHeard(): boolean
  /** Asks the server for something that changes nothing: `null` where it answers. */
  probe(): Promise<RequestFailure | null>
  onResults(results: readonly CommandResult[]): void
  /** The log reaches at least this number. Only from what was executed now: an earlier answer may be of an earlier log. */
  onHead(seq: number): void
  /** `commands`: those of them that were known here. */
  onWithdrawn(ids: readonly string[], commands: readonly AnyCommand[]): void
  onUnauthorized(): void
  onFailed(failure: RequestFailure): void
}

const responseSchema = z.object({ results: z.array(z.unknown()) })

/** Answers that say that this request will never be accepted, if they are the server's own. */
const HOPELESS = new Set([400, 413, 422])
/** Times the server fails on the same batch before its commands go one by one. */
const FAILURES_TOGETHER = 3
/** Between two tries of what the server fails on, milliseconds: it answers the others, and needs time to be mended. */
const LONGEST_WHILE_STUCK = 30_000

/** What became of one request: `stuck` when the server failed on a command that came alone, and has before. */
type Sent = { readonly failure: RequestFailure; readonly stuck: boolean } | null

/**
 * Sends what is in the outbox, in order, one request at a time, until the server has answered each command. Sending
 * twice is harmless: the server executes an id at most once.
 *
 * A command loses its mark as unsent in the outbox before the first request that carries it. While the server is not heard,
 * none is sent before a request that carries nothing has been answered: what waits without a connection can be taken back.
 */
export class CommandSender {
  readonly #options: SenderOptions
  readonly #waiting: WaitingCommands
  /** Answered, and about to be taken out of the outbox. */
  readonly #told = new Set<string>()
  #sending = false
  #closed = false
  #failures = 0
  #timer: unknown = null
  /** Set after a batch was refused as a whole: commands then go one by one, to find the bad one. */
  #single = 0
  /** Times in a row that the server failed on a batch of several. */
  #failedTogether = 0
  readonly #stuck: StuckCommands
  /** Tries of stuck commands in a row that brought no answer. */
  #roundsStuck = 0
  #stuckDueAt = 0
  /** Somebody asked to look into the outbox again. */
  #look = false

  constructor(options: SenderOptions) {
    this.#options = options
    this.#stuck = new StuckCommands(options.domain)
    this.#waiting = new WaitingCommands(options)
  }

  /** Accepted and not yet answered, in order. */
  get list(): readonly AnyCommand[] {
    const { list } = this.#waiting
    return this.#told.size === 0 ? list : list.filter(({ id }) => !this.#told.has(id))
  }

  /** Ids of those in `list` that have certainly not left this machine. */
  get unsent(): readonly string[] {
    return this.#waiting.unsent
  }

  get kept(): CommandsKept {
    return this.#options.outbox.kept ?? 'durable'
  }

  /** Takes over what the outbox holds: from an earlier session, or put there by another tab. */
  async load(): Promise<void> {
    await Promise.all([this.#waiting.load(), this.#options.refused.load()])
  }

  /** Resolves once the command is safely kept. */
  async add(command: AnyCommand): Promise<void> {
    await this.#options.outbox.add(command)
    this.#take(command, true)
  }

  /**
   * Takes over what another tab was asked to do.
   * @param stored whether that tab has it in the same outbox: what is not there any more was answered, or taken back
   */
  async takeOver(command: AnyCommand, stored: boolean): Promise<void> {
    const { outbox } = this.#options
    if (!stored) await outbox.add(command, true)
    const [unsent, waiting] = await Promise.all([outbox.unsent(), outbox.pending()])
    if (waiting.some(({ id }) => id === command.id)) this.#take(command, unsent.includes(command.id))
  }

  #take(command: AnyCommand, unsent: boolean): void {
    this.#waiting.add(command, unsent)
    if (this.#failures === 0) void this.#run()
  }

  /** Takes commands back that have never left this machine: all of them, or none. */
  async withdraw(ids: readonly string[]): Promise<Withdrawal> {
    const { outbox, domain } = this.#options
    const commands = this.#waiting.of(ids)
    const became = await takeBack(outbox, domain, ids)
    if (became.status === 'withdrawn') this.withdrawn(ids, commands)
    return became
  }

  /** They were taken back, here or in another tab: they wait no longer. */
  withdrawn(ids: readonly string[], commands = this.#waiting.of(ids)): void {
    this.#waiting.takenBack(new Set(ids))
    this.#options.onWithdrawn(ids, commands)
  }

  /** Tries at once, whatever the backoff says, and looks for what other tabs have left. */
  sendNow(): void {
    this.#options.clock.clearTimeout(this.#timer)
    this.#stuckDueAt = 0
    this.#look = true
    void this.#run()
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

  async #run(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    try {
      do {
        // Not while an answer is on its way: what it settles must not come back.
        if (this.#look) await this.load().catch(() => undefined)
        this.#look = false
        await this.#sendAll()
        // Somebody asked for another look while a request was under way.
      } while (this.#look && !this.#closed && this.#options.mayRun())
    } finally {
      this.#sending = false
    }
  }

  async #sendAll(): Promise<void> {
    while (!this.#closed && this.#options.mayRun()) {
      const batch = this.#nextBatch()
      if (batch.length === 0) return this.#waitForStuck()
      const sent = await this.#sendUnlessTakenBack(batch)
      if (this.#closed) return
      if (!sent) {
        this.#failures = 0
        continue
      }
      this.#options.onFailed(sent.failure)
      if (isRefused(sent.failure)) return this.#options.onUnauthorized()
      // One command's trouble is not the others': they neither wait for it nor does it count against the server.
      if (sent.stuck) continue
      this.#failures += 1
      return this.#retryLater(this.#failures, sent.failure.retryAfter)
    }
  }

  async #sendUnlessTakenBack(batch: readonly AnyCommand[]): Promise<Sent> {
    const unsent = new Set(this.unsent)
    const failure = await this.#letGo(batch.flatMap(({ id }) => (unsent.has(id) ? [id] : [])))
    if (failure) return { failure, stuck: false }
    const waiting = new Set(this.#waiting.list.map(({ id }) => id))
    const leaving = batch.filter(({ id }) => waiting.has(id))
    return this.#closed || leaving.length === 0 ? null : this.#sendBatch(leaving)
  }

  /** Takes the marks away before the commands leave; those that somebody took back wait no longer. `null` where that is kept. */
  async #letGo(unsent: readonly string[]): Promise<RequestFailure | null> {
    if (unsent.length === 0) return null
    const { isHeard, probe, outbox } = this.#options
    // A request that failed may have arrived: first one that carries nothing.
    if (this.#failures > 0 || !isHeard()) {
      const failure = await probe()
      if (failure || this.#closed) return failure
    }
    try {
      const still = new Set(await outbox.letGo(unsent))
      const gone = unsent.filter((id) => !still.has(id))
      if (gone.length > 0) this.withdrawn(gone, [])
      this.#waiting.leave(still)
      return null
    } catch (error) {
      return outboxFailed(error)
    }
  }

  /** Those that nothing holds up; when there are none, one that is stuck, once it is due. */
  #nextBatch(): readonly AnyCommand[] {
    const passing = this.#stuck.passing(this.#waiting.list)
    if (passing.length > 0) return passing.slice(0, this.#single > 0 ? 1 : MAX_COMMANDS)
    const stuck = this.#stuck.next(this.#waiting.list)
    return stuck && this.#options.clock.monotonic() >= this.#stuckDueAt ? [stuck] : []
  }

  async #sendBatch(batch: readonly AnyCommand[]): Promise<Sent> {
    // By the difference to its own clock the server corrects `issuedAt` of a station whose clock is wrong.
    const sentAt = new Date(this.#options.clock.now()).toISOString()
    const answer = await this.#options.http.request(this.#options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ commands: batch, sentAt }),
    })
    if (this.#closed) return null
    if (!answer.ok) {
      const own = answer.status !== null && answer.problem !== null
      if (own && HOPELESS.has(answer.status)) return this.#afterHopeless(batch, answer)
      if (own && answer.problem?.code === 'internal') return this.#afterThrow(batch, answer)
      return { failure: answer, stuck: false }
    }
    const response = responseSchema.safeParse(answer.body)
    const answers = response.success ? this.#readAnswers(response.data.results, batch) : []
    if (answers.length === 0) {
      const message = 'The server answered none of the commands'
      const failure = badResponse(answer.status, message)
      // An answer of this protocol that leaves out the first command: it could not be executed.
      return response.success ? this.#afterThrow(batch, failure) : { failure, stuck: false }
    }
    this.#single = Math.max(0, this.#single - 1)
    this.#failedTogether = 0
    for (const result of answers) if (result.status === 'applied') this.#options.onHead(result.seq)
    return this.#settle(answers.map((result) => this.#inTheEnd(result)))
  }

  /** The server itself says that it cannot read this request, and as a rule which command is at fault. */
  async #afterHopeless(batch: readonly AnyCommand[], { problem }: RequestFailure): Promise<Sent> {
    const named = /^commands\.(\d+)(\.|$)/.exec(problem?.field ?? '')
    const bad = batch.length === 1 ? batch[0] : named ? batch[Number(named[1])] : undefined
    if (!bad) {
      // One by one, to find the bad one.
      this.#single = batch.length
      return null
    }
    this.#single = Math.max(0, this.#single - 1)
    return this.#giveUp(bad, 'not_understood', problem?.message)
  }

  /** The server failed on a command of this batch: on which shows when they come alone. */
  async #afterThrow(batch: readonly AnyCommand[], failure: RequestFailure): Promise<Sent> {
    const [first] = batch
    if (batch.length > 1 || !first) {
      this.#failedTogether += 1
      if (this.#failedTogether >= FAILURES_TOGETHER) this.#single = batch.length
      return { failure, stuck: false }
    }
    this.#single = Math.max(0, this.#single - 1)
    const again = this.#stuck.has(first)
    if (this.#stuck.failed(first)) return this.#giveUp(first, 'unanswered', failure.problem?.message)
    this.#roundsStuck += 1
    const { clock, config, random } = this.#options
    const delay = backoffDelay(this.#roundsStuck, { ...config, maxReconnectDelay: LONGEST_WHILE_STUCK }, random)
    this.#stuckDueAt = clock.monotonic() + Math.max(1_000, delay)
    return { failure, stuck: again }
  }

  /** Told as refused, in the server's words where it had some. */
  async #giveUp(command: AnyCommand, why: GivenUp, words: string | undefined): Promise<Sent> {
    const refusal = this.#options.domain.refusal(why)
    const message = words ? `${refusal.message} (${words})` : refusal.message
    const rest = { code: 'invalid', message, reason: refusal.key, current: null } as const
    return this.#settle([{ id: command.id, status: 'rejected', ...rest }])
  }

  async #settle(results: readonly CommandResult[]): Promise<Sent> {
    const ids = new Set(results.map((result) => result.id))
    const refused = results.flatMap((answer) => {
      const [command] = this.#waiting.of([answer.id])
      // The documents that come with an answer are on the screen already.
      return command && answer.status === 'rejected' ? [{ command, answer: { ...answer, current: null } }] : []
    })
    try {
      await this.#options.refused.keep(refused)
    } catch (error) {
      // Not kept with its answer yet: asked again rather than told and lost.
      return { failure: outboxFailed(error), stuck: false }
    }
    // Told first, forgotten after: a crash between the two tells twice rather than never.
    for (const id of ids) this.#told.add(id)
    this.#options.onResults(results)
    try {
      await this.#options.outbox.settle([...ids])
    } catch (error) {
      // Sent again later; the server answers `duplicate` then.
      return { failure: outboxFailed(error), stuck: false }
    } finally {
      for (const id of ids) this.#told.delete(id)
    }
    if (this.#stuck.answered(ids)) this.#roundsStuck = 0
    this.#waiting.remove(ids)
    return null
  }

  #retryLater(failures: number, retryAfter: number | null): void {
    const { clock } = this.#options
    clock.clearTimeout(this.#timer)
    const delay = Math.max(this.#backoff(failures), retryAfter ?? 0)
    this.#timer = clock.setTimeout(() => void this.#run(), delay)
  }

  #waitForStuck(): void {
    if (this.#waiting.list.length === 0) return
    const { clock } = this.#options
    clock.clearTimeout(this.#timer)
    this.#timer = clock.setTimeout(() => void this.#run(), this.#stuckDueAt - clock.monotonic())
  }

  #backoff(failures: number): number {
    const { config, random } = this.#options
    return backoffDelay(failures, config, random)
  }

  /** The results that answer commands of this batch; anything else is ignored. */
  #readAnswers(results: readonly unknown[], batch: readonly AnyCommand[]): CommandResult[] {
    const asked = new Set(batch.map((command) => command.id))
    return results.flatMap((value) => {
      const result = this.#readResult(value)
      return result && asked.has(result.id) ? [result] : []
    })
  }

  /** A refusal for a reason that this release does not know is a refusal all the same. */
  #readResult(value: unknown): CommandResult | null {
    const { result: schema } = this.#options.domain
    const result = schema.safeParse(value)
    if (result.success) return result.data
    const unknownCode = schema.safeParse(
      typeof value === 'object' && value !== null ? { ...value, code: 'invalid', current: null } : value,
    )
    return unknownCode.success && unknownCode.data.status === 'rejected' ? unknownCode.data : null
  }

  /**
   * What is told of an answer. A command that was answered before, on a reply that got lost, is answered by what it was
   * told then: the person has not heard it yet.
   */
  #inTheEnd(result: CommandResult): CommandResult {
    if (result.status !== 'duplicate') return result
    const first = this.#readResult(result.first)
    return first?.id === result.id ? first : result
  }
}

function badResponse(status: number, message: string): RequestFailure {
  return { ok: false, reason: 'bad_response', status, retryAfter: null, message, problem: null }
}

function outboxFailed(error: unknown): RequestFailure {
  const message = error instanceof Error ? error.message : String(error)
  return { ok: false, reason: 'outbox_failed', status: null, retryAfter: null, message, problem: null }
}
