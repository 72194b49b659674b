import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Command } from '@/lib/domain'
import { heard, isDone } from '@/main/printing/esc-pos'
import { pictureOf, pixelSize, withoutEnd } from '@/main/printing/picture'
import { PrintJobs } from '@/main/printing/print-jobs'
import { PrintQueue } from '@/main/printing/print-queue'
import type { Sent } from '@/main/printing/printer-link'
import { Printing } from '@/main/printing/printing'
import { paperPage } from '@/main/windows/paper-page'
import { paperSchema, type ReceiptPrinter, readPrinterAddress, receiptPrinterSchema } from '@/preload/printing'
import { FakeClock } from '@/tests/support/fake-clock'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-print-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a printer is named by host, port or the file of its cable, and by nothing else', () => {
  expect(readPrinterAddress('192.168.1.50')).toEqual({ kind: 'network', host: '192.168.1.50', port: 9100 })
  expect(readPrinterAddress('printer.local:9101')).toEqual({ kind: 'network', host: 'printer.local', port: 9101 })
  expect(readPrinterAddress('/dev/usb/lp0')).toEqual({ kind: 'cable', path: '/dev/usb/lp0' })
  for (const wrong of [
    '',
    'http://192.168.1.50',
    'host:0',
    'host:70000',
    '/etc/passwd',
    '/dev/sda',
    '/dev/usb/lp0/../x',
  ]) {
    expect(readPrinterAddress(wrong), wrong).toBeNull()
    expect(receiptPrinterSchema.safeParse({ address: wrong, paperMm: 80, drawer: false }).success, wrong).toBe(false)
  }
})

test('a printer that never stops talking fills no memory, and is still understood', () => {
  let said: readonly number[] = []
  for (let chunk = 0; chunk < 50; chunk++) said = heard(said, Buffer.alloc(64 * 1024, 0xff))
  expect(said.length).toBeLessThan(1_000)
  expect(isDone(said)).toBe(false)
  expect(isDone(heard(said, Buffer.from([0])))).toBe(true)
})

test('a picture has a dot for each of the paper, however many pixels the screen has for it', () => {
  // Two pixels a dot: the left half black, the rest white.
  const [width, height] = [32, 4]
  const pixels = Buffer.alloc(width * height * 4, 255)
  for (let y = 0; y < height; y++) pixels.fill(0, y * width * 4, (y * width + width / 2) * 4)
  const picture = pictureOf(pixels, { width, height }, 16)
  expect(picture).toEqual({ width: 16, height: 2, rows: Buffer.from([0xff, 0x00, 0xff, 0x00]) })
})

test('a screen of any sharpness says how many pixels a picture has', () => {
  const points = { width: 576, height: 401 }
  for (const sharp of [1, 1.25, 1.5, 2, 3]) {
    const size = { width: Math.round(576 * sharp), height: Math.round(401 * sharp) }
    expect(pixelSize(size.width * size.height * 4, points), String(sharp)).toEqual(size)
  }
  expect(pixelSize(0, points)).toBeNull()
})

test('a picture is whole where it ends in the bar, which is not printed', () => {
  const picture = (...rows: number[]) => ({ width: 8, height: rows.length, rows: Buffer.from(rows) })
  expect(withoutEnd(picture(0x0f, 0x00, 0x10, 0xff, 0xff, 0x00))).toEqual(picture(0x0f, 0x00))
  expect(withoutEnd(picture(0x0f, 0x00, 0x10))).toBeNull()
  expect(withoutEnd(picture(0x00, 0xff, 0x00, 0x00, 0x00))).toBeNull()
  expect(withoutEnd(picture())).toBeNull()
})

test('the page of a paper holds it alone, at the size of the printer’s dots', () => {
  const html = paperPage(
    { language: 'ta', html: '<article>நன்றி</article>', zoom: 2, widthMm: 72 },
    { nonce: 'n', styleSheets: ['/a.css'] },
  )
  expect(html).toContain('<html lang="ta"')
  expect(html).toContain('<body><article>நன்றி</article><div class="end">')
  expect(html).toContain('zoom: 2; width: 72mm')
  expect(paperSchema.safeParse({ id: 'x', what: 'receipt', title: '', language: 'ta', html: '' }).success).toBe(false)
})

const PRINTER: ReceiptPrinter = { address: '192.0.2.1', paperMm: 80, drawer: true }
const AWAY: Sent = { kind: 'not_begun', trouble: 'unreachable' }
const PRINTED: Sent = { kind: 'printed' }
const CUT_OFF: Sent = { kind: 'cut_off', trouble: 'cut_off' }

/** A queue whose printer answers so, one answer after the other; the last one stays. */
function queueOf(answers: Sent[], printer: ReceiptPrinter | null = PRINTER) {
  const clock = new FakeClock()
  const jobs = new PrintJobs(
    join(folder, 'print-jobs.db'),
    () => undefined,
    () => clock.now(),
  )
  const sent: string[] = []
  const queue = new PrintQueue({
    jobs,
    printer: () => printer,
    async send(_place, bytes, begin) {
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) as Sent
      if (answer.kind !== 'not_begun') begin()
      sent.push(`${bytes} ${answer.kind}`)
      return answer
    },
    clock,
    changed: () => undefined,
    note: () => undefined,
  })
  const printing = new Printing({
    jobs,
    queue,
    printer: () => printer,
    draw: async () => ({ width: 8, height: 1, rows: Buffer.from([0xff]) }),
  })
  return { clock, jobs, queue, sent, printing }
}

const job = (id: string, what: 'receipt' | 'drawer' = 'receipt') => ({
  id,
  what,
  title: 'AX-1',
  bytes: Buffer.from(id),
})
const states = (queue: PrintQueue) => queue.list().map(({ id, state, trouble }) => [id, state, trouble])

describe('the queue', () => {
  test('tries again by itself what has not begun, later each time, and in order', async () => {
    const { queue, clock, sent } = queueOf([AWAY, AWAY, PRINTED])
    queue.add(job('a'))
    await clock.advance(0)
    queue.add(job('b'))
    await clock.advance(0)
    expect(sent).toEqual(['a not_begun', 'a not_begun'])
    expect(states(queue)).toEqual([
      ['a', 'waiting', 'unreachable'],
      ['b', 'waiting', null],
    ])
    await clock.advance(60_000)
    expect(sent.slice(2)).toEqual(['a printed', 'b printed'])
    expect(states(queue)).toEqual([])
  })

  test('never prints again what had begun, until a person says so, and goes on with the next', async () => {
    const { queue, clock, sent } = queueOf([CUT_OFF, PRINTED])
    queue.add(job('a'))
    queue.add(job('b'))
    await clock.advance(600_000)
    queue.wake()
    await clock.advance(600_000)
    expect(sent).toEqual(['a cut_off', 'b printed'])
    expect(states(queue)).toEqual([['a', 'doubtful', 'cut_off']])
    queue.decide('a', 'again')
    await clock.advance(0)
    expect(sent.at(-1)).toBe('a printed')
    // What is done is known for a day: the same job is not queued twice.
    queue.add(job('a'))
    await clock.advance(0)
    expect(sent).toHaveLength(3)
  })

  test('lets a person leave a paper, and opens no drawer before which nobody stands any more', async () => {
    const { queue, clock, sent } = queueOf([AWAY])
    queue.add(job('a'))
    queue.add(job('kick', 'drawer'))
    await clock.advance(120_000)
    expect(states(queue)).toContainEqual(['kick', 'missed', 'too_late'])
    const tries = sent.filter((each) => each.startsWith('kick')).length
    queue.decide('a', 'leave')
    await clock.advance(600_000)
    expect(sent.filter((each) => each.startsWith('kick'))).toHaveLength(tries)
    // The next payment has a drawer of its own; the one before is over.
    queue.add(job('next', 'drawer'))
    expect(states(queue).map(([id]) => id)).toEqual(['next'])
  })

  test('says why where there is no printer any more', async () => {
    const { queue, clock } = queueOf([PRINTED], null)
    queue.add(job('a'))
    await clock.advance(0)
    expect(states(queue)).toEqual([['a', 'waiting', 'no_printer']])
  })

  test('begins anew with a file that cannot be read', () => {
    const path = join(folder, 'print-jobs.db')
    // Its log would be taken for the new file's.
    for (const beside of ['', '-wal'])
      writeFileSync(`${path}${beside}`, 'no database, but long enough for one'.repeat(40))
    const { queue } = queueOf([AWAY])
    expect(states(queue)).toEqual([])
    queue.add(job('a'))
    expect(new PrintJobs(path).open().map(({ id }) => id)).toEqual(['a'])
    expect(readdirSync(folder).some((name) => name.startsWith('print-jobs.db.broken-'))).toBe(true)
  })

  test('lasts as long as the program where nothing can be kept', () => {
    const failed = vi.fn()
    const jobs = new PrintJobs(join(folder, 'no such folder', 'print-jobs.db'), failed)
    jobs.add(job('a'))
    expect(jobs.open()).toHaveLength(1)
    expect(failed).toHaveBeenCalled()
  })
})

describe('printing', () => {
  const paper = (n: number) =>
    ({
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      what: 'receipt',
      title: 'AX-1',
      language: 'en',
      html: '<p>',
    }) as const

  test('takes the same paper once, and no more than it can keep', async () => {
    const { printing, clock, sent } = queueOf([AWAY])
    await printing.print(paper(1))
    await printing.print(paper(1))
    expect(printing.list()).toHaveLength(1)
    for (let n = 2; n <= 200; n++) await printing.print(paper(n))
    await expect(printing.print(paper(201))).rejects.toMatchObject({ code: 'printer_full' })
    await printing.print(paper(200))
    await clock.advance(0)
    expect(sent.length).toBeGreaterThan(0)
    await expect(queueOf([PRINTED], null).printing.print(paper(1))).rejects.toMatchObject({ code: 'no_printer' })
  })

  test('opens the drawer where cash changes hands, once a payment, and for nothing else', async () => {
    const { printing, clock, sent } = queueOf([PRINTED])
    const pay = (id: string, payload: object) =>
      printing.taken({
        id,
        type: 'order.setPayment',
        issuedAt: '',
        payload: { orderID: 'AX-1', ...payload },
      } as Command)
    pay('card', { action: 'pay', method: 'card', amount: 100 })
    pay('online', { action: 'pay', method: 'online', amount: 100 })
    pay('failed', { action: 'fail' })
    pay('free', { action: 'pay', method: 'cash', amount: 0, change: 0 })
    pay('unknown', { action: 'refund', reason: 'scratch' })
    printing.taken({
      id: 'x',
      type: 'order.setStatus',
      issuedAt: '',
      payload: { orderID: 'AX-1', staffNotes: '' },
    } as Command)
    await clock.advance(0)
    expect(sent).toEqual([])
    pay('cash', { action: 'pay', method: 'cash', amount: 100 })
    await clock.advance(0)
    pay('cash', { action: 'pay', method: 'cash', amount: 100 })
    pay('back', { action: 'refund', method: 'cash', amount: 100, reason: 'scratch' })
    await clock.advance(0)
    expect(sent).toHaveLength(2)
    const none = queueOf([PRINTED], { ...PRINTER, drawer: false })
    none.printing.taken({
      id: 'cash2',
      type: 'order.setPayment',
      issuedAt: '',
      payload: { orderID: 'AX-1', action: 'pay', method: 'cash', amount: 100, change: 0 },
    })
    await none.clock.advance(0)
    expect(none.sent).toEqual([])
  })
})
