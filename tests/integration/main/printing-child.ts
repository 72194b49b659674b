import { systemClock } from '@/lib/sync/ports/system-clock'
import { paperBytes } from '@/main/printing/esc-pos'
import { PrintJobs } from '@/main/printing/print-jobs'
import { PrintQueue } from '@/main/printing/print-queue'
import { sendToPrinter } from '@/main/printing/printer-link'

/**
 * Prints numbered papers, and ends when it is killed. Arguments: path of the jobs, the printer's address, first number, how
 * many, and how many milliseconds the printer has to say how it is.
 */
const [, , path = '', address = '', first = '0', count = '0', state = ''] = process.argv
const queue = new PrintQueue({
  jobs: new PrintJobs(path),
  printer: () => ({ address, paperMm: 80, drawer: false }),
  send: (place, bytes, begin) =>
    sendToPrinter(place, bytes, begin, { connect: 2_000, state: Number(state), print: 5_000 }),
  clock: systemClock,
  changed: () => undefined,
  note: () => undefined,
})
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  const rows = Buffer.alloc(72 * 40, 0x0f)
  rows.writeUInt32BE(number)
  queue.add({ id: String(number), what: 'receipt', title: '', bytes: paperBytes({ width: 576, height: 40, rows }) })
}
setInterval(() => undefined, 1_000)
