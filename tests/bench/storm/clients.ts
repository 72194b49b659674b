import { MemoryJournal, SyncManager } from '@/lib/sync/engine'
import { eventStreamFactory } from '@/main/sync/event-stream'

/**
 * Many stations in one process of their own: each the engine as it is shipped, with its own waits, over the stream library
 * that stations use. Started with: address, number of clients, one set of headers per account as JSON; the accounts take
 * turns. Says when all are current, and from being told to count when each became so again.
 */
const [url = '', count = '0', accounts = '[]'] = process.argv.slice(2)
const clients = Number(count)
const headers = JSON.parse(accounts) as Record<string, string>[]
const now = () => performance.timeOrigin + performance.now()

/** When each became current since counting began, ms since 1970; `Number.NaN` until then. */
let since: number[] = new Array(clients).fill(Number.NaN)
let current = 0
const refused: Record<string, number> = {}

/** Counts what a server that answers refuses: with `Retry-After`, or without. */
const ask = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const response = await ask(input, init)
  if (response.status >= 400) {
    const how = `${response.status} ${response.headers.has('retry-after') ? 'with' : 'without'} Retry-After`
    refused[how] = (refused[how] ?? 0) + 1
  }
  return response
}

const say = (said: object) => process.send?.(said)

const engines = Array.from({ length: clients }, (_, index) => {
  const account = headers[index % headers.length] ?? {}
  const engine = new SyncManager({
    serverUrl: url,
    journal: new MemoryJournal(100),
    headers: () => account,
    eventSourceFactory: eventStreamFactory(() => account),
  })
  engine.subscribe(() => {
    if (!Number.isNaN(since[index] as number)) return
    if (engine.status().freshness.kind !== 'current') return
    since[index] = now()
    current += 1
    if (current === clients) say({ type: 'current', since, refused })
  })
  return engine
})

/** What the clients are from now on is counted anew; all must have lost the server before. */
async function countAnew(): Promise<void> {
  while (engines.some((engine) => engine.status().freshness.kind === 'current')) await pause(5)
  since = new Array(clients).fill(Number.NaN)
  current = 0
  for (const how of Object.keys(refused)) delete refused[how]
  say({ type: 'counting' })
}

process.on('message', ({ type }: { type: string }) => {
  if (type === 'cut') for (const engine of engines) engine.dropStream()
  void countAnew()
})
process.on('disconnect', () => process.exit(0))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Few at a time: the first opening is not what is measured. */
const AT_ONCE = 20
async function connectAll(): Promise<void> {
  for (let first = 0; first < clients; first += AT_ONCE) {
    for (const engine of engines.slice(first, first + AT_ONCE)) {
      await engine.start()
      engine.connect()
    }
    while (first - current > AT_ONCE) await pause(2)
  }
}
void connectAll()
