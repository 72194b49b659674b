import { systemClock } from '@/lib/sync/ports/system-clock'
import { paperBytes } from '@/main/printing/esc-pos'
import { PrintJobs } from '@/main/printing/print-jobs'
import { PrintQueue } from '@/main/printing/print-queue'
import { sendToPrinter } from '@/main/printing/printer-link'

/** Prints two papers and ends when it is killed. Arguments: path of the jobs, the printer's address. */
const [, , path = '', address = ''] = process.argv
const queue = new PrintQueue({
  jobs: new PrintJobs(path),
  printer: () => ({ address, paperMm: 80, drawer: false }),
  send: sendToPrinter,
  clock: systemClock,
  changed: () => undefined,
  note: () => undefined,
})
const bytes = paperBytes({ width: 576, height: 300, rows: Buffer.alloc(72 * 300, 0x0f) })
queue.add({ id: 'first', what: 'receipt', title: 'AX-1', bytes })
queue.add({ id: 'second', what: 'receipt', title: 'AX-2', bytes })
setInterval(() => undefined, 1_000)
