import { createServer } from 'node:http'

/** The floor: a server that looks nobody up and reads nothing. Started with: port, the text of a snapshot, its `connected` data. */
const [port, snapshot, connected] = process.argv.slice(2)
const stream = Buffer.from(`event: connected\ndata: ${connected}\n\n`)
const { epoch, head, lastEventId } = JSON.parse(snapshot)
const page = Buffer.from(JSON.stringify({ events: [], lastEventId, epoch, head, reset: null, hasMore: false }))

createServer((request, response) => {
  if (request.headers.accept?.includes('text/event-stream')) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' })
    response.write(stream)
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(request.url.includes('/snapshot') ? snapshot : page)
}).listen(Number(port), '127.0.0.1', 4_096, () => process.send({ type: 'ready' }))
process.on('disconnect', () => process.exit(0))
