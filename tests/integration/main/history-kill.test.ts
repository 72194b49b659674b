import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseEventId } from '@/lib/sync/engine'
import { SqliteJournal } from '@/main/journal'
import { buildChild, type ChildProgram } from '@/tests/support/child-program'
import { pageText } from '@/tests/support/history-pages'
import { sampleStoredEvent } from '@/tests/support/sample-events'

const EPOCH = 'k3f9'
const KILLS = 12
const LIMIT = 50
/** Events before the gap, and the snapshot that left it. */
const [BEFORE, HEAD] = [20, 6_000]

let folder: string
let path: string
let program: ChildProgram
let server: Server
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-history-kill-'))
  path = join(folder, 'journal.sqlite')
  program = await buildChild(join(import.meta.dirname, 'history-child.ts'))
  server = createServer((request, response) => {
    const after = parseEventId(new URL(request.url ?? '', 'http://x').searchParams.get('lastEventId') ?? '')?.seq ?? 0
    const page = pageText({ after, end: Math.min(HEAD, after + LIMIT), head: HEAD })
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end(gzipSync(page, { level: 1 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
  program.remove()
})

/** Kills it when it has told of `pages` pages and `delay` milliseconds have passed; gives how far the last one reached. */
async function killAfter(child: ChildProcess, pages: number, delay: number): Promise<number> {
  let reached = 0
  let told = 0
  child.on('message', (seq: number) => {
    reached = seq
    told += 1
    if (told === pages) setTimeout(() => child.kill('SIGKILL'), delay)
  })
  await once(child, 'exit')
  return reached
}

/** How far the history is there: what the gap says, once the events say the same. */
async function reachedOnDisk(): Promise<number> {
  const journal = new SqliteJournal({ path, now: () => Date.parse('2026-01-15T10:30:00Z') })
  const { recentEvents, recovered } = await journal.open(100_000)
  const gap = journal.gap()
  await journal.close()
  expect(recovered).toBeNull()
  const reached = gap?.after ?? HEAD
  expect(recentEvents.map(({ id }) => parseEventId(id)?.seq)).toEqual(
    Array.from({ length: reached }, (_, index) => index + 1),
  )
  return reached
}

test(`kill -9 at ${KILLS} moments of fetching the history: what the journal says is there is there, and the rest is fetched`, async () => {
  const journal = new SqliteJournal({ path, now: () => Date.parse('2026-01-15T10:30:00Z') })
  await journal.open(1)
  const events = Array.from({ length: BEFORE }, (_, index) => sampleStoredEvent(index + 1))
  await journal.append({ events, changes: [], cursor: { epoch: EPOCH, seq: BEFORE } })
  await journal.replace({ documents: [], cursor: { epoch: EPOCH, seq: HEAD } })
  await journal.close()
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = program.start(path, url)
    const told = await killAfter(child, 1 + ((kill * 3) % 7), (kill * 3.7) % 11)
    // The process is lost, not the machine: even what did not wait for the disk is there.
    expect(await reachedOnDisk()).toBeGreaterThanOrEqual(told)
  }
  const child = program.start(path, url)
  child.on('message', (seq: number) => seq === HEAD && child.kill('SIGKILL'))
  await once(child, 'exit')
  expect(await reachedOnDisk()).toBe(HEAD)
})
