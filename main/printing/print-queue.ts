import type { Clock } from '@/lib/sync/engine'
import type { PrintJob, ReceiptPrinter } from '@/preload/printing'
import { readPrinterAddress } from '@/preload/printing'
import type { NewJob, PrintJobs } from './print-jobs'
import type { sendToPrinter } from './printer-link'

/** Milliseconds until a printer that does not take a job is tried again; the last one stays. */
const WAITS = [2_000, 5_000, 10_000, 30_000, 60_000]
/** Milliseconds for which a drawer may still open: after that nobody stands before it. */
const DRAWER_PATIENCE = 15_000
/** Milliseconds that a job under way is given when the station ends. */
const END_PATIENCE = 5_000

export interface PrintQueueOptions {
  readonly jobs: PrintJobs
  readonly printer: () => ReceiptPrinter | null
  readonly send: typeof sendToPrinter
  readonly clock: Clock
  readonly changed: (jobs: readonly PrintJob[]) => void
  readonly note: (message: string, detail?: Record<string, unknown>) => void
}

/**
 * One job after the other to the one printer. What could not begin is tried again by itself; what had begun and is not
 * known to have ended waits for a person, over restarts too.
 */
export class PrintQueue {
  readonly #options: PrintQueueOptions
  #running: Promise<void> | null = null
  #timer: unknown = null
  #failures = 0
  #ended = false
  /** There is something new for the work that is about to end. */
  #asked = false

  constructor(options: PrintQueueOptions) {
    this.#options = options
    for (const { id, what, state } of options.jobs.open()) {
      // Nobody stands before the drawer of yesterday.
      if (what === 'drawer') options.jobs.done(id)
      else if (state === 'sending') options.jobs.mark(id, 'doubtful', 'ended')
    }
  }

  list(): readonly PrintJob[] {
    return this.#options.jobs.open()
  }

  add(job: NewJob): void {
    const { jobs } = this.#options
    // The drawer of the payment before: it is open by now, or was opened with its key.
    const missed = this.list().filter(({ state }) => job.what === 'drawer' && state === 'missed')
    for (const { id } of missed) jobs.done(id)
    jobs.add(job)
    this.#tell()
    this.wake()
  }

  /** A person has looked at the paper, or at the drawer. */
  decide(id: string, decision: 'again' | 'leave'): void {
    const { jobs } = this.#options
    const job = jobs.open().find((each) => each.id === id)
    if (!job || job.state === 'sending') return
    if (decision === 'leave') jobs.done(id)
    else jobs.mark(id, 'waiting')
    this.#tell()
    this.wake()
  }

  /** Tries now: there is something new, another printer, or a person who has filled it. */
  wake(): void {
    this.#options.clock.clearTimeout(this.#timer)
    this.#failures = 0
    this.#run()
  }

  /** Resolves once the job under way has ended, or has had its time: then it is doubtful at the next start. */
  async stop(): Promise<void> {
    this.#ended = true
    this.#options.clock.clearTimeout(this.#timer)
    const patience = new Promise<void>((resolve) => setTimeout(resolve, END_PATIENCE).unref())
    await Promise.race([this.#running, patience])
    this.#options.jobs.close()
  }

  #run(): void {
    this.#asked = this.#running !== null
    if (this.#running || this.#ended) return
    this.#running = this.#work()
      .catch((error: unknown) => {
        this.#options.note('Printing failed.', { error: String(error) })
        this.#tryLater()
      })
      .finally(() => {
        this.#running = null
        if (this.#asked) this.#run()
      })
  }

  async #work(): Promise<void> {
    for (let job = this.#next(); job && !this.#ended; job = this.#next()) {
      if (!(await this.#try(job))) return this.#tryLater()
    }
  }

  #tryLater(): void {
    const wait = WAITS[Math.min(this.#failures, WAITS.length - 1)] ?? 0
    this.#failures += 1
    this.#timer = this.#options.clock.setTimeout(() => this.#run(), wait)
  }

  /** A drawer goes before paper: the customer has the change in view. */
  #next(): PrintJob | undefined {
    const waiting = this.list().filter(({ state }) => state === 'waiting')
    return waiting.find(({ what }) => what === 'drawer') ?? waiting[0]
  }

  /** Whether the next one may be tried. */
  async #try(job: PrintJob): Promise<boolean> {
    const { jobs, send, printer, note } = this.#options
    const place = readPrinterAddress(printer()?.address ?? '')
    const begin = () => {
      jobs.mark(job.id, 'sending')
      this.#tell()
    }
    const sent = place
      ? await send(place, jobs.bytesOf(job.id), begin)
      : ({ kind: 'not_begun', trouble: 'no_printer' } as const)
    if (sent.kind !== 'printed' && sent.trouble !== job.trouble)
      note(`A job of the printer: ${sent.kind}, ${sent.trouble}.`, { what: job.what })
    if (sent.kind === 'printed') jobs.done(job.id)
    else if (job.what === 'drawer' && (sent.kind === 'cut_off' || this.#isTooLate(job))) {
      jobs.mark(job.id, 'missed', 'too_late')
    } else if (sent.kind === 'cut_off') jobs.mark(job.id, 'doubtful', sent.trouble)
    else jobs.mark(job.id, 'waiting', sent.trouble)
    this.#tell()
    if (sent.kind === 'printed') this.#failures = 0
    return sent.kind !== 'not_begun'
  }

  #isTooLate({ askedAt }: PrintJob): boolean {
    return this.#options.clock.now() - Date.parse(askedAt) >= DRAWER_PATIENCE
  }

  #tell(): void {
    this.#options.changed(this.list())
  }
}
