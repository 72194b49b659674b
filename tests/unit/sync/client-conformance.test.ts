import { afterEach, expect, test, vi } from 'vitest'
import { follow } from '@/docs/examples/reader.mjs'
import { MemoryJournal, SyncManager } from '@/lib/sync/engine'
import { authorised } from '@/lib/sync/transport/authorised'
import { fetchedEventSource } from '@/lib/sync/transport/fetched-source'
import { CLIENT_CASES } from '@/scripts/conformance/client/cases.mjs'
import { CHECKING_CASES } from '@/scripts/conformance/client/checking.mjs'
import { AUTHORIZATION, runClientCases } from '@/scripts/conformance/client/run.mjs'

afterEach(() => vi.restoreAllMocks())

/** The library's connection as a page of another site has it, over real sockets. */
async function library(url: string) {
  const send = authorised(
    () => AUTHORIZATION,
    (input, init) => fetch(input, init),
  )
  const engine = new SyncManager({
    serverUrl: url,
    journal: new MemoryJournal(10_000),
    fetch: send,
    eventSourceFactory: fetchedEventSource(send),
    config: { reconnectDelay: 5, maxReconnectDelay: 20, maxReconnectAttempts: 1_000 },
  })
  const told: string[] = []
  await engine.start()
  engine.subscribe(({ events }) => told.push(...events.map(({ id }) => id)))
  engine.connect()
  return {
    told,
    // The credentials that the server refuses are one state, whatever it calls them.
    refused() {
      const { reason } = engine.status()
      if (reason === 'unauthorized') return 'unauthorized, forbidden'
      return reason === 'no_such_site' ? reason : null
    },
    stop: () => engine.stop(),
  }
}

/** The reader of docs/examples, as a browser and Node run it. */
function plainReader(url: string) {
  const told: string[] = []
  const stop = new AbortController()
  let refused: string | null = null
  const following = follow({
    url,
    authorization: () => AUTHORIZATION,
    show: ({ snapshot, id }) => snapshot || told.push(id),
    signal: stop.signal,
    millisecondsBetweenTries: 5,
  }).catch((error: Error) => {
    refused = error.message
  })
  return {
    told,
    refused: () => refused,
    stop() {
      stop.abort()
      return following
    },
  }
}

const failed = (results: readonly { readonly name: string; readonly error: string | null }[]) =>
  results.filter(({ error }) => error !== null)

test('the library’s connection does what every reader has to do, and checks what it is told', async () => {
  const results = await runClientCases([...CLIENT_CASES, ...CHECKING_CASES], library, { byName: true })
  expect(failed(results)).toEqual([])
  expect(CLIENT_CASES.length).toBeGreaterThanOrEqual(100)
}, 120_000)

test('the reader of docs/examples does what every reader has to do', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(failed(await runClientCases(CLIENT_CASES, plainReader))).toEqual([])
}, 120_000)
