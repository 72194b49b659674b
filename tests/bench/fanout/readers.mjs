import { Agent, request } from 'node:http'

/**
 * Many readers of one address in a process of their own, so that their work is not charged to the server: told to read,
 * each opens a connection and reads the whole answer.
 * Started with: URL, number of readers, one set of headers per account as JSON; the accounts take turns.
 */
const [url, count, headers] = process.argv.slice(2)
const readers = Number(count)
const accounts = JSON.parse(headers)

function read(account, agent) {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, headers: { 'accept-encoding': 'gzip', ...account } }, (response) => {
      let bytes = 0
      response.on('data', (chunk) => {
        bytes += chunk.length
      })
      response.on('end', () => resolve({ status: response.statusCode, bytes }))
    })
    asking.on('error', reject)
    asking.end()
  })
}

process.on('message', async ({ type }) => {
  if (type !== 'read') return
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
  const began = performance.now()
  try {
    const answers = await Promise.all(
      Array.from({ length: readers }, (_, reader) => read(accounts[reader % accounts.length], agent)),
    )
    const refused = answers.filter(({ status }) => status !== 200).length
    process.send({ type: 'read', ms: performance.now() - began, refused, bytes: answers[0].bytes })
  } catch (error) {
    process.send({ type: 'failed', message: error.message })
  }
})
process.on('disconnect', () => process.exit(0))
process.send({ type: 'open' })
