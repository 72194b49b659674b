import { createServer } from 'node:http'

/** The floor: node:http and nothing else. Writes each text the parent sends to every client, and says when it began. */
const responses = new Set()
const now = () => performance.timeOrigin + performance.now()

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' })
  response.write('event: connected\ndata: {}\n\n')
  responses.add(response)
  response.on('close', () => responses.delete(response))
})
server.listen(0, '127.0.0.1', () => process.send({ type: 'ready', port: server.address().port }))

process.on('message', ({ seq, text }) => {
  const bytes = Buffer.from(text)
  const at = now()
  for (const response of responses) response.write(bytes)
  process.send({ type: 'written', seq, at })
})
process.on('disconnect', () => process.exit(0))
