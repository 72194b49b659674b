import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '@/lib/sync/ports/system-clock'
import { DRAWER_BYTES, paperBytes } from '@/main/printing/esc-pos'
import { PrintJobs } from '@/main/printing/print-jobs'
import { PrintQueue } from '@/main/printing/print-queue'
import { type Patience, sendToPrinter } from '@/main/printing/printer-link'
import { buildChild } from '@/tests/support/child-program'
import { ReceiptPrinter } from '@/tests/support/receipt-printer'

/** The print queue of a station against a printer that reads ESC/POS, over TCP. */

/** A printer that talks has as long as a busy machine takes: one that is late counts as silent, and is believed with less. */
const PATIENCE: Patience = { connect: 20_000, state: 20_000, print: 1_000 }
/** For one that never does. */
const SILENCE_MS = 50
const KILLS = 12
/** Taller than a band, and not a multiple of one. */
const PICTURE = { width: 576, height: 300, rows: Buffer.from(Array.from({ length: 72 * 300 }, (_, at) => at % 251)) }

let folder: string
let printer: ReceiptPrinter
const open: PrintQueue[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-printing-'))
  printer = await ReceiptPrinter.start()
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((queue) => queue.stop()))
  await printer.stop()
  rmSync(folder, { recursive: true, force: true })
})

function startQueue(address: string, patience = PATIENCE): PrintQueue {
  const queue = new PrintQueue({
    jobs: new PrintJobs(join(folder, 'print-jobs.db')),
    printer: () => ({ address, paperMm: 80, drawer: true }),
    send: (place, bytes, begin) => sendToPrinter(place, bytes, begin, patience),
    clock: systemClock,
    changed: () => undefined,
    note: () => undefined,
  })
  open.push(queue)
  queue.wake()
  return queue
}

const paper = (id: string) => ({ id, what: 'receipt' as const, title: id, bytes: paperBytes(PICTURE) })
const jobsOf = (queue: PrintQueue) => queue.list().map(({ id, state, trouble }) => ({ id, state, trouble }))
/** As long as a busy machine takes. */
const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 30_000 })
const settled = (queue: PrintQueue) => soon(() => expect(queue.list()).toEqual([]))

test.each([true, false])('a paper and a drawer come as they were sent, once (printer talks: %s)', async (talks) => {
  printer.manners = { ...printer.manners, talks }
  const queue = startQueue(printer.address, talks ? PATIENCE : { ...PATIENCE, state: SILENCE_MS })
  queue.add(paper('a'))
  queue.add(paper('a'))
  queue.add({ id: 'kick', what: 'drawer', title: '', bytes: DRAWER_BYTES })
  await settled(queue)
  expect(printer.papers).toEqual([PICTURE])
  expect(printer.drawerOpened).toBe(1)
  expect(printer.unknown).toEqual([])
})

test('a printer that is away is waited for, and what it is given when it comes back is printed once', async () => {
  const { port } = printer
  await printer.stop()
  const queue = startQueue(`127.0.0.1:${port}`)
  queue.add(paper('a'))
  await soon(() => expect(jobsOf(queue)).toEqual([{ id: 'a', state: 'waiting', trouble: 'unreachable' }]))
  printer = await ReceiptPrinter.start(port)
  await settled(queue)
  expect(printer.papers).toEqual([PICTURE])
})

test.each(['no_paper', 'cover_open'] as const)(
  'a printer that says %s gets nothing until it is seen to',
  async (trouble) => {
    printer.manners = { ...printer.manners, trouble }
    const queue = startQueue(printer.address)
    queue.add(paper('a'))
    await soon(() => expect(jobsOf(queue)).toEqual([{ id: 'a', state: 'waiting', trouble }]))
    expect(printer.papers).toEqual([])
    printer.manners = { ...printer.manners, trouble: null }
    queue.wake()
    await settled(queue)
    expect(printer.papers).toEqual([PICTURE])
  },
)

test.each([
  ['the line breaks', { breaksAfter: 5_000 }],
  ['it never says that it is done', { holds: true }],
])('where %s in the middle the paper is doubtful, and a person decides', async (_what, manners) => {
  const before = printer.manners
  printer.manners = { ...before, ...manners }
  const queue = startQueue(printer.address)
  queue.add(paper('a'))
  await soon(() => expect(jobsOf(queue)).toEqual([{ id: 'a', state: 'doubtful', trouble: 'cut_off' }]))
  const { connections, papers } = printer
  const soFar = papers.length
  printer.manners = before
  queue.add(paper('b'))
  await soon(() => expect(jobsOf(queue).map(({ id }) => id)).toEqual(['a']))
  expect(printer.connections).toBe(connections + 1)
  expect(printer.papers).toHaveLength(soFar + 1)
  queue.decide('a', 'again')
  await settled(queue)
  expect(printer.papers).toHaveLength(soFar + 2)
})

test('kill -9 while it prints: doubtful at the next start, never printed again by itself, and what waited is', async () => {
  const program = await buildChild(join(import.meta.dirname, 'printing-child.ts'))
  try {
    printer.manners = { ...printer.manners, holds: true }
    const child = program.start(join(folder, 'print-jobs.db'), printer.address, '1', '2', `${PATIENCE.state}`)
    await soon(() => expect(printer.papers).toHaveLength(1))
    child.kill('SIGKILL')
    await once(child, 'exit')
    printer.manners = { ...printer.manners, holds: false }

    const queue = startQueue(printer.address)
    await soon(() => expect(printer.papers).toHaveLength(2))
    await soon(() => expect(jobsOf(queue)).toEqual([{ id: '1', state: 'doubtful', trouble: 'ended' }]))
    queue.decide('1', 'leave')
    await settled(queue)
    expect(printer.papers).toHaveLength(2)
  } finally {
    program.remove()
  }
})

test(`kill -9 at ${KILLS} moments: no paper comes twice, and each that did not come is known as doubtful`, async () => {
  const program = await buildChild(join(import.meta.dirname, 'printing-child.ts'))
  const path = join(folder, 'print-jobs.db')
  const each = 6
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      // One that tells when it has printed, and one that is silent.
      const talks = kill % 2 === 0
      printer.manners = { ...printer.manners, talks }
      const before = printer.papers.length
      const patience = talks ? PATIENCE.state : SILENCE_MS
      const child = program.start(path, printer.address, `${kill * each}`, `${each}`, `${patience}`)
      await vi.waitFor(() => expect(printer.papers.length).toBeGreaterThan(before + 2), {
        timeout: 20_000,
        interval: 1,
      })
      // At another place of a job each time.
      setTimeout(() => child.kill('SIGKILL'), (kill * 1.7) % 9)
      await once(child, 'exit')
    }
    printer.manners = { ...printer.manners, talks: true }
    const queue = startQueue(printer.address)
    await soon(() => expect(queue.list().filter(({ state }) => state !== 'doubtful')).toEqual([]))
    const doubtful = queue.list().map(({ id }) => Number(id))
    const printed = printer.papers.map(({ rows }) => rows.readUInt32BE())
    expect(printed.length).toBe(new Set(printed).size)
    expect(doubtful.length).toBeLessThanOrEqual(KILLS)
    // What was being added when it was killed may not have been asked for at all.
    const asked = Math.max(...printed, ...doubtful)
    const unseen = Array.from({ length: asked }, (_, n) => n).filter(
      (n) => !printed.includes(n) && !doubtful.includes(n),
    )
    const jobs = new PrintJobs(path)
    expect(unseen.filter((n) => jobs.has(String(n)))).toEqual([])
    jobs.close()
    expect(printed.length).toBeGreaterThan(KILLS * 3)
  } finally {
    program.remove()
  }
})

test('a printer on a cable is a file that takes the same bytes', async () => {
  const path = join(folder, 'lp0')
  const begun = vi.fn()
  const place = { kind: 'cable', path } as const
  expect(await sendToPrinter(place, DRAWER_BYTES, begun)).toEqual({ kind: 'not_begun', trouble: 'unreachable' })
  expect(begun).not.toHaveBeenCalled()
  writeFileSync(path, '')
  expect(await sendToPrinter(place, DRAWER_BYTES, begun)).toEqual({ kind: 'printed' })
  expect(begun).toHaveBeenCalledOnce()
  expect(readFileSync(path)).toEqual(DRAWER_BYTES)
})
