import { request } from 'node:http'

/**
 * Many SSE clients in one process of their own, so that their work is not charged to the server. Counts events by
 * their `id:` lines and tells the parent, for each, when the last client had it (ms since 1970, with fractions) and the
 * event's own timestamp.
 * Started with: URL, number of clients, headers as JSON.
 */
const [url, count, headers] = process.argv.slice(2)
const clients = Number(count)
const now = () => performance.timeOrigin + performance.now()
/** seq -> clients that have it, and the event's timestamp. */
const seen = new Map()
const ID = /^id: ?event_[a-z0-9]+_(\d+)$/m
const TIMESTAMP = /"timestamp":"([^"]+)"/

let open = 0
function connect() {
  const client = request(url, { headers: { accept: 'text/event-stream', ...JSON.parse(headers) } }, (response) => {
    if (response.statusCode !== 200) {
      process.send({ type: 'refused', status: response.statusCode })
      process.exit(1)
    }
    open += 1
    if (open === clients) process.send({ type: 'open' })
    let rest = ''
    response.setEncoding('utf8')
    response.on('close', () => process.send({ type: 'failed', message: 'a stream ended' }))
    response.on('data', (chunk) => {
      const at = now()
      const frames = (rest + chunk).split('\n\n')
      rest = frames.pop()
      for (const frame of frames) {
        const seq = ID.exec(frame)?.[1]
        // The first frame has an id too, of the place where the stream begins.
        if (seq === undefined || !TIMESTAMP.test(frame)) continue
        const event = seen.get(seq) ?? { clients: 0, made: Date.parse(TIMESTAMP.exec(frame)?.[1]) }
        event.clients += 1
        seen.set(seq, event)
        if (event.clients === clients) process.send({ type: 'delivered', seq: Number(seq), at, made: event.made })
      }
    })
  })
  client.on('error', (error) => process.send({ type: 'failed', message: error.message }))
  client.end()
}

/** Few at a time: more than a server takes in at once would overflow its listen backlog. */
for (let started = 0; started < clients; started += 50) {
  for (let index = 0; index < Math.min(50, clients - started); index += 1) connect()
  do await new Promise((resolve) => setTimeout(resolve, 5))
  while (started - open > 100)
}
process.on('disconnect', () => process.exit(0))
