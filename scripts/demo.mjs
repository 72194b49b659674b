import { readOptions, USAGE } from './demo/options.mjs'
import { SiteApi } from './demo/site-api.mjs'
import { runTraffic } from './demo/traffic.mjs'

/** Plays the people of a site against a running server, over its public API alone. */
const options = readOptions(process.argv.slice(2), process.env)
if (options.error) {
  process.stderr.write(`${options.error}\n\n${USAGE}`)
  process.exit(2)
}
if (options.help) {
  process.stdout.write(USAGE)
  process.exit(0)
}

const stop = new AbortController()
process.on('SIGINT', () => stop.abort())
process.on('SIGTERM', () => stop.abort())

const print = (line) => process.stdout.write(`${line}\n`)
try {
  const api = new SiteApi({ ...options, signal: stop.signal, print })
  await api.signIn()
  const summary = await runTraffic({ api, ...options, signal: stop.signal, print })
  print(`Done: ${summary.applied} applied, ${summary.rejected} rejected in ${summary.seconds} s`)
} catch (error) {
  if (stop.signal.aborted) print('Stopped')
  else {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
