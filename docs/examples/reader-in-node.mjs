// node reader-in-node.mjs URL AUTHORIZATION
import { follow } from './reader.mjs'

const [, , url = '', authorization = ''] = process.argv
const seconds = Number(process.env.SECONDS_BETWEEN_TRIES ?? 1)
try {
  await follow({
    url: url.replace(/\/+$/, ''),
    authorization: () => authorization,
    show: (told) => process.stdout.write(`${JSON.stringify(told)}\n`),
    millisecondsBetweenTries: seconds * 1_000,
  })
} catch (error) {
  process.stderr.write(`refused, ${error.message}\n`)
  process.exitCode = 1
}
