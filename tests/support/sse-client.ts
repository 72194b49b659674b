import http from 'node:http'

/** One block of the stream, as received. */
export interface SseFrame {
  readonly id: string | null
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly data: any
}

export interface SseClient {
  readonly frames: SseFrame[]
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  /** True once the server has ended or cut the stream. */
  readonly ended: boolean
  /** Frames that are events of the log. */
  events(): SseFrame[]
  /** Resolves with the first frame that matches, past or future. */
  wait(matches: (frame: SseFrame) => boolean, withinMs?: number): Promise<SseFrame>
  close(): void
}

/** A bare reader of the stream, for tests of the server: every block as it came, `id:`-only ones included. */
export function openSse(url: string, headers: Record<string, string>): Promise<SseClient> {
  return new Promise((resolve, reject) => {
    const req = http.get(url, { headers: { Accept: 'text/event-stream', ...headers }, agent: false }, (res) => {
      const frames: SseFrame[] = []
      const waiting = new Set<() => void>()
      let rest = ''
      let ended = false
      res.setEncoding('utf8')
      res.on('data', (part: string) => {
        const blocks = (rest + part).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) frames.push(parse(block))
        for (const check of [...waiting]) check()
      })
      const end = () => {
        ended = true
        for (const check of [...waiting]) check()
      }
      res.on('end', end)
      res.on('error', end)
      res.on('close', end)
      resolve({
        frames,
        status: res.statusCode ?? 0,
        headers: res.headers,
        get ended() {
          return ended
        },
        events: () => frames.filter((frame) => frame.id !== null && frame.data !== null),
        wait: (matches, withinMs = 10_000) =>
          new Promise((found, failed) => {
            const timer = setTimeout(() => {
              waiting.delete(check)
              failed(
                new Error(
                  `No such frame within ${withinMs} ms; ${frames.length} came, the last ${JSON.stringify(frames.at(-1))}`,
                ),
              )
            }, withinMs)
            const check = () => {
              const frame = frames.find(matches)
              if (!frame && !ended) return
              clearTimeout(timer)
              waiting.delete(check)
              if (frame) found(frame)
              else failed(new Error(`The stream ended; ${frames.length} frames came`))
            }
            waiting.add(check)
            check()
          }),
        close: () => req.destroy(),
      })
    })
    req.on('error', reject)
  })
}

function parse(block: string): SseFrame {
  let id: string | null = null
  let data: string | null = null
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) id = line.slice(4)
    if (line.startsWith('data: ')) data = line.slice(6)
  }
  return { id, data: data === null ? null : JSON.parse(data) }
}
