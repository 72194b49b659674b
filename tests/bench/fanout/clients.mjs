import { request } from 'node:http'

/**
 * Many SSE clients in one process of their own, so that their work is not charged to the server. Counts events by
 * their `id:` lines and tells the parent, for each, when the last client had it (ms since 1970, with fractions).
 * Started with: URL, number of clients, headers as JSON.
 */
const [url, count, headers] = process.argv.slice(2)
const clients = Number(count)
const now = () => performance.timeOrigin + performance.now()
/** seq -> clients that have it. */
const seen = new Map()
const ID_LINE = /^id: ?event_[a-z0-9]+_(\d+)$/

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
    response.on('data', (chunk) => {
      const at = now()
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      for (const line of lines) {
        const seq = line.startsWith('id') ? ID_LINE.exec(line)?.[1] : undefined
        if (seq === undefined) continue
        const have = (seen.get(seq) ?? 0) + 1
        seen.set(seq, have)
        if (have === clients) process.send({ type: 'delivered', seq: Number(seq), at })
      }
    })
  })
  client.on('error', (error) => process.send({ type: 'failed', message: error.message }))
  client.end()
}

/** In small groups: a thousand at once would overflow the listen backlog. */
for (let started = 0; started < clients; started += 50) {
  for (let index = 0; index < Math.min(50, clients - started); index += 1) connect()
  await new Promise((resolve) => setTimeout(resolve, 20))
}
process.on('disconnect', () => process.exit(0))
