/**
 * Follows a site's log, in a browser and in Node: a snapshot, then each event, going on where it stopped whenever the
 * stream ends. Nothing but `fetch`.
 *
 * @param {{ url: string, authorization: () => string | Promise<string>, show: (told: any) => void, signal?: AbortSignal, millisecondsBetweenTries?: number }} options
 * @returns {Promise<never>} rejects where trying again is no use: the credentials are refused, or there is no such site
 */
export async function follow({ url, authorization, show, signal, millisecondsBetweenTries = 1_000 }) {
  let cursor = null
  for (;;) {
    try {
      if (cursor === null) {
        const answer = await ask(`${url}/api/v1/sync/snapshot`, 'application/json')
        const snapshot = await answer.json()
        show({ snapshot })
        cursor = snapshot.lastEventId
      }
      if (await readStream()) continue
    } catch (error) {
      if (error instanceof Refused || signal?.aborted) throw error
      console.warn(`again in ${millisecondsBetweenTries} ms: ${error instanceof Error ? error.message : error}`)
    }
    await new Promise((resolve) => setTimeout(resolve, millisecondsBetweenTries))
  }

  /** Reads one stream to its end. @returns whether the log has to be begun anew */
  async function readStream() {
    const silent = new AbortController()
    let limit = 15_000
    let timer = setTimeout(() => silent.abort(), limit)
    try {
      const answer = await ask(`${url}/api/v1/sync/events`, 'text/event-stream', silent.signal)
      for await (const { event, id, data } of frames(answer.body)) {
        if (event === 'connected') {
          // Two and a half heartbeats in silence are the end of a stream.
          limit = JSON.parse(data).data.heartbeatInterval * 2.5
        } else if (event === 'reset') {
          cursor = null
          return true
        } else if (id && isAfter(id, cursor)) {
          cursor = id
          if (data) show(JSON.parse(data))
        }
        clearTimeout(timer)
        timer = setTimeout(() => silent.abort(), limit)
      }
      return false
    } finally {
      clearTimeout(timer)
      silent.abort()
    }
  }

  async function ask(address, accept, silent) {
    const headers = { Authorization: await authorization(), Accept: accept }
    if (cursor !== null) headers['Last-Event-ID'] = cursor
    const signals = [signal, silent].filter(Boolean)
    const answer = await fetch(address, { headers, cache: 'no-store', signal: AbortSignal.any(signals) })
    if (answer.ok) return answer
    const error = await answer.json().then(
      (body) => body.error,
      () => null,
    )
    if ([401, 403, 404].includes(answer.status) && error) throw new Refused(`${error.code}: ${error.message}`)
    const pause = Number(answer.headers.get('Retry-After') ?? 0)
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause * 1_000))
    throw new Error(`answered ${answer.status}`)
  }
}

/** These credentials may not, or there is no such site. */
export class Refused extends Error {}

/** Whether an id, `event_EPOCH_NUMBER`, is later than the cursor. */
function isAfter(id, cursor) {
  const [[, epoch, number], [, known, last]] = [id.split('_'), cursor.split('_')]
  return epoch !== known || Number(number) > Number(last)
}

/** Cuts a stream into frames. @param {ReadableStream<Uint8Array>} body */
async function* frames(body) {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  let frame = { event: '', id: '', data: [] }
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      // A carriage return at the end may be the first half of a line's end.
      for (let end = /\r\n|\n|\r(?!$)/.exec(rest); end; end = /\r\n|\n|\r(?!$)/.exec(rest)) {
        const line = rest.slice(0, end.index)
        rest = rest.slice(end.index + end[0].length)
        if (line === '') {
          if (frame.id || frame.data.length > 0) yield { ...frame, data: frame.data.join('\n') }
          frame = { event: '', id: '', data: [] }
          continue
        }
        const [, name, text] = /^([^:]*):? ?(.*)$/s.exec(line)
        if (name === 'event') frame.event = text
        else if (name === 'data') frame.data.push(text)
        else if (name === 'id') frame.id = text
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
