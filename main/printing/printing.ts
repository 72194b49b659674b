import type { Command } from '@/lib/domain'
import type { Paper, PrintJob, ReceiptPrinter } from '@/preload/printing'
import { StationError } from '../station-error'
import { DRAWER_BYTES, paperBytes } from './esc-pos'
import type { Picture } from './picture'
import type { PrintJobs } from './print-jobs'
import type { PrintQueue } from './print-queue'

export interface PrintingOptions {
  readonly jobs: PrintJobs
  readonly queue: PrintQueue
  readonly printer: () => ReceiptPrinter | null
  /** Draws a paper so many millimetres wide. */
  readonly draw: (paper: Paper, paperMm: number) => Promise<Picture>
}

/** The station's printer of receipts, and the drawer on it. */
export class Printing {
  readonly #options: PrintingOptions

  constructor(options: PrintingOptions) {
    this.#options = options
  }

  list(): readonly PrintJob[] {
    return this.#options.queue.list()
  }

  /** On the disk, to be printed, when it resolves. @throws StationError `no_printer`, `printer_full`, `print_failed` */
  async print(paper: Paper): Promise<void> {
    const { jobs, queue, printer, draw } = this.#options
    const { paperMm } = printer() ?? {}
    if (paperMm === undefined) throw new StationError('no_printer', 'This station has no printer of receipts.')
    if (jobs.has(paper.id)) return
    if (jobs.isFull()) throw new StationError('printer_full', 'Too many papers wait for the printer.')
    const { id, what, title } = paper
    queue.add({ id, what, title, bytes: paperBytes(await draw(paper, paperMm)) })
  }

  /** A command has been taken: where cash changes hands by it, the drawer opens, once, with a receipt or without. */
  taken(command: Command): void {
    const { queue, printer } = this.#options
    if (command.type !== 'order.setPayment' || command.payload.action === 'fail') return
    if (command.payload.method !== 'cash' || command.payload.amount === 0 || !printer()?.drawer) return
    queue.add({ id: `drawer:${command.id}`, what: 'drawer', title: command.payload.orderID, bytes: DRAWER_BYTES })
  }

  decide(id: string, decision: 'again' | 'leave'): void {
    this.#options.queue.decide(id, decision)
  }

  /** The settings name another printer, or somebody has seen to this one. */
  tryNow(): void {
    this.#options.queue.wake()
  }

  stop(): Promise<void> {
    return this.#options.queue.stop()
  }
}
