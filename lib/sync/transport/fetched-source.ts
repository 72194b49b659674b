import type { EventSourceFactory, EventSourceLike } from '../ports/ports'

type Listener = Parameters<EventSourceLike['addEventListener']>[1]
const [CONNECTING, OPEN, CLOSED] = [0, 1, 2]

/** Streams read with `fetch`, which can send a header as a browser's own `EventSource` cannot. None opens again by itself. */
export function fetchedEventSource(send: typeof fetch): EventSourceFactory {
  return (url) => new FetchedSource(send, url)
}

class FetchedSource implements EventSourceLike {
  readyState = CONNECTING
  readonly #listeners = new Map<string, Listener[]>()
  readonly #abort = new AbortController()

  constructor(send: typeof fetch, url: string) {
    void this.#read(send, url)
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  close(): void {
    this.readyState = CLOSED
    this.#abort.abort()
  }

  async #read(send: typeof fetch, url: string): Promise<void> {
    let status: number | undefined
    try {
      const { signal } = this.#abort
      const answer = await send(url, { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal })
      status = answer.status
      if (answer.ok && answer.body && answer.headers.get('content-type')?.startsWith('text/event-stream')) {
        this.readyState = OPEN
        status = undefined
        await this.#frames(answer.body)
      } else await answer.body?.cancel()
    } catch {
      // The same as an end: whoever listens asks the server why.
    }
    if (this.readyState === CLOSED) return
    this.close()
    this.#tell('error', status === undefined ? {} : { code: status })
  }

  async #frames(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader()
    const decoder = new TextDecoder()
    const parse = frameParser((type, frame) => this.#tell(type, frame))
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      parse(decoder.decode(value, { stream: true }))
    }
  }

  #tell(type: string, event: Parameters<Listener>[0]): void {
    for (const listener of this.#listeners.get(type) ?? []) {
      if (this.readyState === CLOSED && type !== 'error') return
      listener(event)
    }
  }
}

/** Takes the text of a stream piece by piece, as the standard says; frames without data move the id alone. */
export function frameParser(
  onFrame: (type: string, frame: { readonly data: string; readonly lastEventId: string }) => void,
): (piece: string) => void {
  let rest = ''
  let lastEventId = ''
  let type = ''
  let data: string[] = []
  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) onFrame(type || 'message', { data: data.join('\n'), lastEventId })
      type = ''
      data = []
      return
    }
    const [, field, value = ''] = /^([^:]*):? ?(.*)$/s.exec(text) as unknown as [string, string, string]
    if (field === 'event') type = value
    else if (field === 'data') data.push(value)
    else if (field === 'id' && !value.includes('\0')) lastEventId = value
  }
  return (piece) => {
    rest += piece
    for (;;) {
      // A carriage return at the end may be the first half of a line's end.
      const end = /\r\n|\n|\r(?!$)/.exec(rest)
      if (!end) return
      line(rest.slice(0, end.index))
      rest = rest.slice(end.index + end[0].length)
    }
  }
}
