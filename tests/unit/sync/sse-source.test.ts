import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventSource } from 'eventsource'
import { afterEach, expect, it } from 'vitest'
import { SUBSCRIBABLE_EVENT_TYPES } from '@/lib/domain'
import type { EventSourceLike } from '@/lib/sync/engine'
import { type Frame, openSse } from '@/lib/sync/transport/sse-source'

/** The real library for streams in Node, against a real socket. */
const factory = (url: string) => new EventSource(url) as unknown as EventSourceLike

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(answer: (response: ServerResponse, times: number) => void): Promise<string> {
  let times = 0
  const server = createServer((_request, response) => {
    times += 1
    answer(response, times)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function listen(url: string) {
  const frames: Frame[] = []
  return new Promise<{ frames: Frame[]; status: number | null }>((resolve) => {
    closers.push(
      openSse(factory, url, SUBSCRIBABLE_EVENT_TYPES, {
        onFrame: (frame) => frames.push(frame),
        onEnd: (status) => resolve({ frames, status }),
      }),
    )
  })
}

it('hands on frames with their names and the id where the stream stands', async () => {
  const url = await serve((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(
      'event: connected\ndata: {}\n\nid: event_abcd_1\nevent: stage_change\ndata: 1\n\nid: event_abcd_2\n\nevent: heartbeat\ndata: 2\n\n',
    )
  })
  const { frames } = await listen(url)
  expect(frames).toEqual([
    { name: 'connected', data: '{}', lastEventId: '' },
    { name: 'stage_change', data: '1', lastEventId: 'event_abcd_1' },
    { name: 'heartbeat', data: '2', lastEventId: 'event_abcd_2' },
  ])
})

it('does not let the source reconnect by itself', async () => {
  let requests = 0
  const url = await serve((response, times) => {
    requests = times
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end('retry: 1\n\nevent: connected\ndata: {}\n\n')
  })
  await listen(url)
  // Long enough for a source that reconnects after 1 ms to have done it many times.
  const until = performance.now() + 100
  while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve))
  expect(requests).toBe(1)
})

it.each([401, 403, 429, 502, 503])('reports the status %i', async (code) => {
  const url = await serve((response) => response.writeHead(code).end())
  expect(await listen(url)).toEqual({ frames: [], status: code })
})

it('reports a refused connection without a status', async () => {
  expect(await listen('http://127.0.0.1:1/')).toEqual({ frames: [], status: null })
})
