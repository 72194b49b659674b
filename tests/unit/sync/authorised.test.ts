import { expect, test } from 'vitest'
import { authorised } from '@/lib/sync/transport/authorised'
import { fetchedEventSource, frameParser } from '@/lib/sync/transport/fetched-source'

/** A server that knows one token at a time. */
function server() {
  const seen: string[] = []
  const state = { good: 'one' }
  const send: typeof fetch = async (_url, init) => {
    const authorization = new Headers(init?.headers).get('authorization')
    seen.push(`${authorization} ${init?.credentials}`)
    return new Response('{}', { status: authorization === `Bearer ${state.good}` ? 200 : 401 })
  }
  return { seen, state, send }
}

test('asks once for all requests, and again when what it gave has ended', async () => {
  const { seen, state, send } = server()
  let asked = 0
  const request = authorised(async () => {
    asked += 1
    return state.good
  }, send)
  await Promise.all([request('/a'), request('/b')])
  expect([asked, seen]).toEqual([1, ['Bearer one omit', 'Bearer one omit']])

  state.good = 'two'
  const answers = await Promise.all([request('/a'), request('/b')])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(asked).toBe(2)
})

test('what is refused though it is new is refused, and told once', async () => {
  const { seen, send } = server()
  const answer = await authorised(() => 'stations API-Key old', send)('/a')
  expect(answer.status).toBe(401)
  expect(seen).toEqual(['stations API-Key old omit', 'stations API-Key old omit'])
})

test('an `auth` that fails is asked again by the next request', async () => {
  const { send } = server()
  let asked = 0
  const request = authorised(() => {
    asked += 1
    if (asked === 1) throw new Error('no network')
    return 'one'
  }, send)
  await expect(request('/a')).rejects.toThrow('no network')
  expect((await request('/a')).status).toBe(200)
})

test('frames are read the same however they are cut', () => {
  const text =
    'retry: 5\n: hello\n\nevent: a\r\nid: 7\r\ndata: x\r\ndata:y\r\n\r\nid: 8\n\nevent: gone\n\ndata: last\r\rdata: not ended'
  const read = (pieces: readonly string[]) => {
    const frames: unknown[] = []
    const parse = frameParser((type, frame) => frames.push([type, frame.data, frame.lastEventId]))
    for (const piece of pieces) parse(piece)
    return frames
  }
  const whole = [
    ['a', 'x\ny', '7'],
    ['message', 'last', '8'],
  ]
  expect(read([text])).toEqual(whole)
  for (let at = 1; at < text.length; at += 1) expect(read([text.slice(0, at), text.slice(at)])).toEqual(whole)
  expect(read([...text])).toEqual(whole)
})

test('a stream that is refused, is no stream or ends says so once, with the status where there was one', async () => {
  const stream = (body: string, status: number, type: string) => async () =>
    new Response(body, { status, headers: { 'content-type': type } })
  const told = async (send: typeof fetch) => {
    const all: unknown[] = []
    const source = fetchedEventSource(send)('/events')
    source.addEventListener('connected', ({ data }) => all.push(data))
    await new Promise<void>((resolve) =>
      source.addEventListener('error', ({ code }) => {
        all.push(code ?? 'ended')
        resolve()
      }),
    )
    expect(source.readyState).toBe(2)
    return all
  }
  const frame = 'event: connected\ndata: hello\n\n'
  expect(await told(stream(frame, 200, 'text/event-stream; charset=utf-8'))).toEqual(['hello', 'ended'])
  expect(await told(stream('', 503, 'application/json'))).toEqual([503])
  expect(await told(stream('<html>', 200, 'text/html'))).toEqual([200])
  expect(await told(() => Promise.reject(new TypeError('fetch failed')))).toEqual(['ended'])
})

test('nothing is told after it was closed', async () => {
  let stop: AbortSignal | null | undefined
  const source = fetchedEventSource(async (_url, init) => {
    stop = init?.signal
    return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })
  })('/events')
  let told = 0
  source.addEventListener('error', () => {
    told += 1
  })
  await new Promise((resolve) => setImmediate(resolve))
  source.close()
  expect(stop?.aborted).toBe(true)
  await new Promise((resolve) => setImmediate(resolve))
  expect(told).toBe(0)
})
